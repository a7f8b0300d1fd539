import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { watchInterrupts } from './interrupts.ts'

function setUp() {
  const source = new EventEmitter()
  const phases: string[] = []
  let time = 0
  const interrupts = watchInterrupts(
    source,
    () => time,
    (phase) => phases.push(phase),
  )
  return {
    source,
    phases,
    interrupts,
    press(signal: string, at: number) {
      time = at
      source.emit(signal)
    },
  }
}

describe('watchInterrupts', () => {
  it('lets running work land at the first Ctrl-C and cuts it off at the second', () => {
    const { interrupts, press, phases } = setUp()
    press('SIGINT', 1_000)
    expect([interrupts.drain.aborted, interrupts.abort.aborted]).toEqual([true, false])
    press('SIGINT', 3_000)
    expect([interrupts.drain.aborted, interrupts.abort.aborted]).toEqual([true, true])
    expect(phases).toEqual(['landing', 'aborting'])
  })

  it('takes one press that arrives twice, from the terminal and from the launcher, as one', () => {
    const { interrupts, press } = setUp()
    press('SIGINT', 1_000)
    press('SIGINT', 1_020)
    expect(interrupts.abort.aborted).toBe(false)
  })

  it.each(['SIGTERM', 'SIGHUP'])('treats %s like Ctrl-C', (signal) => {
    const { interrupts, press } = setUp()
    press(signal, 1_000)
    expect(interrupts.drain.aborted).toBe(true)
  })

  it('stops at once when its launcher is gone', () => {
    const { interrupts, press, phases } = setUp()
    press('disconnect', 1_000)
    expect([interrupts.drain.aborted, interrupts.abort.aborted]).toEqual([true, true])
    expect(phases).toEqual(['aborting'])
  })

  it('gives signals back their usual meaning when done, and to whoever presses a third time', () => {
    const { interrupts, source, press } = setUp()
    press('SIGINT', 1_000)
    press('SIGINT', 2_000)
    expect(source.listenerCount('SIGINT')).toBe(1)
    press('SIGINT', 3_000)
    expect(source.listenerCount('SIGINT')).toBe(0)
    interrupts.dispose()
    expect(source.eventNames()).toEqual([])
  })
})
