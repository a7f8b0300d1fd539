import { describe, expect, test } from 'vitest'
import type { Tuning } from '../../../shared/domain/generation.ts'
import { ProviderError } from '../provider.ts'
import { chooseSettings, LOADED, type Settings } from './choose.ts'
import type { Stock } from './stock.ts'

const named = (...names: string[]) => names.map((name) => ({ name, aliases: [] }))

const NEW: Stock = {
  samplers: [
    { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'] },
    { name: 'Euler a', aliases: ['k_euler_a'] },
    ...named('DDIM'),
  ],
  schedulers: [
    { name: 'Karras', aliases: ['karras'] },
    { name: 'SGM Uniform', aliases: ['sgm_uniform'] },
  ],
  checkpoints: [
    { title: 'ink/works-xl.safetensors [e6bb9ea85b]', aliases: ['ink_works-xl', 'works-xl.safetensors', 'e6bb9ea85b'] },
  ],
  loaded: null,
  references: { kind: 'init-image' },
  ownDefaults: false,
}
const OLD: Stock = { ...NEW, samplers: named('DPM++ 2M', 'DPM++ 2M Karras', 'Euler a'), schedulers: null }
const SD_SERVER: Stock = {
  ...NEW,
  samplers: named('default', 'euler', 'euler_a', 'dpm++2m'),
  schedulers: named('discrete', 'karras'),
  ownDefaults: true,
}

describe('settings are sent as the server calls them', () => {
  test.each<[name: string, Stock, Tuning, Partial<Settings>]>([
    ['nothing asked', NEW, {}, { steps: 30, guidance: 7, sampler: 'DPM++ 2M', scheduler: 'Karras' }],
    ['nothing asked of an old server', OLD, {}, { sampler: 'DPM++ 2M Karras', scheduler: null }],
    ['nothing asked of sd-server', SD_SERVER, {}, { steps: null, guidance: null, sampler: null, scheduler: null }],
    ['a server without the usual ones', { ...NEW, samplers: named('UniPC'), schedulers: null }, {}, { sampler: null }],
    ['figures', NEW, { steps: 12, guidance: 0 }, { steps: 12, guidance: 0 }],
    ['figures for sd-server', SD_SERVER, { steps: 4, guidance: 1 }, { steps: 4, guidance: 1 }],
    ['another case', NEW, { sampler: 'euler A' }, { sampler: 'Euler a', scheduler: null }],
    ['an alias', NEW, { sampler: 'k_dpmpp_2m' }, { sampler: 'DPM++ 2M' }],
    ["ComfyUI's names", NEW, { sampler: 'dpmpp_2m', scheduler: 'sgm_uniform' }, { scheduler: 'SGM Uniform' }],
    ["ComfyUI's name for Euler a", NEW, { sampler: 'euler_ancestral' }, { sampler: 'Euler a' }],
    ["A1111's name for sd-server", SD_SERVER, { sampler: 'DPM++ 2M' }, { sampler: 'dpm++2m' }],
    ['both in one name', NEW, { sampler: 'DPM++ 2M Karras' }, { sampler: 'DPM++ 2M', scheduler: 'Karras' }],
    [
      'both in one name, and another',
      NEW,
      { sampler: 'DDIM Karras', scheduler: 'SGM Uniform' },
      { sampler: 'DDIM', scheduler: 'SGM Uniform' },
    ],
    ['a schedule alone', NEW, { scheduler: 'sgm uniform' }, { sampler: 'DPM++ 2M', scheduler: 'SGM Uniform' }],
  ])('%s', (_, stock, tuning, settings) => {
    expect(chooseSettings(LOADED, tuning, stock, 'here')).toMatchObject(settings)
  })
})

describe('a checkpoint goes by any of its names', () => {
  test.each(['ink/works-xl.safetensors [e6bb9ea85b]', 'ink_works-xl', 'Works-XL.safetensors', 'e6bb9ea85b'])(
    '%s',
    (name) => {
      expect(chooseSettings(name, {}, NEW, 'here').checkpoint).toBe(NEW.checkpoints[0]?.title)
    },
  )

  test('the loaded one is left alone', () => {
    expect(chooseSettings(LOADED, {}, NEW, 'here').checkpoint).toBeNull()
  })
})

describe('what is not there is said with what is, nearest first', () => {
  test.each<[string, string, Tuning, Stock, string]>([
    ['sampler', LOADED, { sampler: 'Eular a' }, NEW, 'here has no sampler “Eular a”. It has: Euler a, DPM++ 2M, DDIM.'],
    ['scheduler', LOADED, { scheduler: 'Karas' }, NEW, 'here has no scheduler “Karas”. It has: Karras, SGM Uniform.'],
    ['any scheduler', LOADED, { scheduler: 'Karras' }, OLD, 'here has no scheduler “Karras”. It lists no schedulers.'],
    ['checkpoint', 'ink_works', {}, NEW, 'here has no checkpoint “ink_works”. It has: ink_works-xl.'],
    [
      'sampler among many',
      LOADED,
      { sampler: 'x' },
      { ...NEW, samplers: named(...Array.from({ length: 15 }, (_, n) => `sampler ${n}`)) },
      'sampler 11 and 3 more.',
    ],
  ])('%s', (_, model, tuning, stock, says) => {
    let error: unknown = null
    try {
      chooseSettings(model, tuning, stock, 'here')
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ProviderError)
    expect(error).toMatchObject({ kind: 'missing-part', says: expect.stringContaining(says) })
  })
})
