import { expect, test } from 'vitest'
import type { WindowSettings } from '../../shared/contract/index.ts'
import { type Ahead, type AheadStep, NOT_TOLD, stepAhead } from './ahead.ts'

const AT_FIRST: WindowSettings = {
  theme: 'dark',
  language: null,
  textSize: 100,
  panes: {},
  keys: {},
  pacing: 'default',
  memory: { seen: '1' },
}
const after = (...steps: AheadStep[]): Ahead => steps.reduce(stepAhead, NOT_TOLD)
const told = (settings: WindowSettings): AheadStep => ({ kind: 'told', settings })
const LIGHT = { ...AT_FIRST, theme: 'light' as const }

test('holds a change before main has answered it', () => {
  const { settings } = after(told(AT_FIRST), { kind: 'changed', change: { memory: { table: 'true', seen: null } } })
  expect(settings).toEqual({ ...AT_FIRST, memory: { table: 'true' } })
})

test('does not go back to what main said before it had the change', () => {
  const changed: AheadStep = { kind: 'changed', change: { theme: 'light' } }
  expect(after(told(AT_FIRST), changed, told(AT_FIRST)).settings?.theme).toBe('light')
  // The answer to the first of two changes does not have the second.
  const back: AheadStep = { kind: 'changed', change: { theme: 'dark' } }
  expect(after(told(AT_FIRST), changed, back, { kind: 'answered', settings: LIGHT }).settings?.theme).toBe('dark')
})

test('follows main again as soon as it has answered all', () => {
  const changed: AheadStep = { kind: 'changed', change: { theme: 'light' } }
  const answered: AheadStep = { kind: 'answered', settings: { ...LIGHT, textSize: 120 } }
  expect(after(told(AT_FIRST), changed, answered)).toEqual({ settings: { ...LIGHT, textSize: 120 }, waiting: 0 })
  expect(after(told(AT_FIRST), changed, answered, told(AT_FIRST)).settings).toEqual(AT_FIRST)
})

test('keeps for this window what could not be written down', () => {
  const changed: AheadStep = { kind: 'changed', change: { theme: 'light' } }
  expect(after(told(AT_FIRST), changed, { kind: 'failed' })).toEqual({ settings: LIGHT, waiting: 0 })
})
