import { describe, expect, it } from 'vitest'
import type { PanelPerson } from '../../../shared/domain/panel.ts'
import { actingOf } from './acting.ts'
import { stageOf } from './stage.fixture.ts'

const person = (personId: string, changes: Partial<PanelPerson> = {}): PanelPerson => ({
  personId,
  role: 'acting',
  expression: 'neutral',
  pose: 'stand',
  evidence: [],
  ...changes,
})
const both = [person('harbour-master'), person('pip')]
const acting = (what: string, one: PanelPerson, people = both) => actingOf(stageOf({ what, people }), one)

describe('actingOf', () => {
  it('gives everybody the action their own part of the sentence tells', () => {
    const what = 'Pip crawls under the boat, and Ada leans on the rail. She is laughing.'
    expect(acting(what, both[1]!)).toEqual({ pose: 'crouch', expression: 'neutral' })
    expect(acting(what, both[0]!)).toEqual({ pose: 'lean', expression: 'laugh' })
  })

  it('leaves what the panel says itself', () => {
    const one = person('pip', { pose: 'kneel', expression: 'angry' })
    expect(acting('Pip runs and smiles.', one, [one])).toEqual({ pose: 'kneel', expression: 'angry' })
  })

  it('does not make people do what the rain does', () => {
    expect(acting('Pip waits. Rain runs down the wall.', both[1]!, [both[1]!]).pose).toBe('stand')
  })

  it('takes a panel that names nobody to be about the one who is there', () => {
    expect(acting('Climbing, small, seen from below.', both[1]!, [both[1]!]).pose).toBe('climb')
  })
})
