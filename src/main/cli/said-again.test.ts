import { expect, it } from 'vitest'
import { saidAgain } from './said-again.ts'

it('says options as one types them, and none that was not given', () => {
  expect(
    saidAgain({
      only: ['ch01', 'ch02'],
      match: '*-img-01',
      budget: 0,
      synthesize: true,
      again: false,
      model: undefined,
    }),
  ).toBe('--only ch01 ch02 --match "*-img-01" --budget 0 --synthesize')
  expect(saidAgain({ loosePages: true })).toBe('--loose-pages')
  expect(saidAgain({})).toBe('')
})
