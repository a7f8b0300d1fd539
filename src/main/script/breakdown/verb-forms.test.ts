import { describe, expect, it } from 'vitest'
import { baseOfIng, thirdPerson, verbForm } from './verb-forms.ts'

describe('verbs', () => {
  it.each([
    ['went', 'go'],
    ['took', 'take'],
    ['lay', 'lie'],
    ['knelt', 'kneel'],
    ['read', 'read'],
    ['put', 'put'],
    ['stopped', 'stop'],
    ['hoped', 'hope'],
    ['carried', 'carry'],
    ['opened', 'open'],
    ['listened', 'listen'],
    ['changed', 'change'],
    ['banged', 'bang'],
    ['breathed', 'breathe'],
    ['handled', 'handle'],
    ['rinsed', 'rinse'],
    ['leaned', 'lean'],
    ['raised', 'raise'],
    ['called', 'call'],
    ['died', 'die'],
    ['glued', 'glue'],
  ])('%s is a past of %s', (past, base) => {
    expect(verbForm(past)?.base).toBe(base)
  })

  it.each(['red', 'bed', 'need', 'indeed', 'hundred', 'naked', 'wicked', 'already', 'bread'])('%s is none', (word) => {
    expect(verbForm(word)?.past ?? false).toBe(false)
  })

  it.each([
    ['go', 'goes'],
    ['carry', 'carries'],
    ['push', 'pushes'],
    ['play', 'plays'],
    ['have', 'has'],
    ['be', 'is'],
  ])('%s makes %s', (base, present) => {
    expect(thirdPerson(base)).toBe(present)
  })

  it.each([
    ['running', 'run'],
    ['making', 'make'],
    ['lying', 'lie'],
    ['sitting', 'sit'],
    ['evening', null],
    ['something', null],
    ['king', null],
  ])('%s is of %s', (word, base) => {
    expect(baseOfIng(word)).toBe(base)
  })
})
