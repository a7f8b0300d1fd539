import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { Lettering } from '../../../shared/domain/lettering.ts'
import { panelContent } from '../../prompts/test-book.ts'
import { speakerEvidence } from './spoken-lines.ts'

const turn = (id: string, rule: string, confidence = 0.9): Evidence => ({
  about: `speaker:${id}`,
  words: '',
  rule,
  confidence,
})
const line = (speakerId: string | null, sure = true): Lettering => ({
  kind: 'dialogue',
  balloon: 'speech',
  speakerId,
  speakerName: speakerId,
  text: '…',
  sure,
})
const rules = (lettering: Lettering[], evidence: Evidence[]) => {
  const found = speakerEvidence(panelContent({ lettering, evidence }))
  return lettering.map((_, at) => found.get(at)?.rule)
}

describe('why a line is given to its speaker', () => {
  it('is told turn by turn', () => {
    const evidence = [turn('a', 'first'), turn('b', 'second'), turn('a', 'third')]
    expect(rules([line('a'), line('b'), line('a')], evidence)).toEqual(['first', 'second', 'third'])
  })

  it('is the same for all balloons of a long turn', () => {
    const evidence = [turn('a', 'first'), turn('b', 'second')]
    expect(rules([line('a'), line('a'), line('b')], evidence)).toEqual(['first', 'first', 'second'])
  })

  it('fits how sure the line is where two turns of one speaker follow', () => {
    const evidence = [turn('a', 'first', 0.5), turn('a', 'second', 0.9)]
    expect(rules([line('a', false), line('a', false), line('a')], evidence)).toEqual(['first', 'first', 'second'])
  })

  it('is found for somebody whom no entry knows, and passes captions over', () => {
    const caption: Lettering = { ...line(null), kind: 'caption' }
    const evidence = [turn('old-man', 'first'), turn('a', 'second')]
    expect(rules([caption, line(null), line('a')], evidence)).toEqual([undefined, 'first', 'second'])
  })

  it('is nothing where the script itself names the speaker', () => {
    expect(rules([line('a')], [])).toEqual([undefined])
  })
})
