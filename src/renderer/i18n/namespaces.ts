import type cast from './locales/en/cast.json'
import type common from './locales/en/common.json'
import type compare from './locales/en/compare.json'
import type frame from './locales/en/frame.json'
import type gallery from './locales/en/gallery.json'
import type generate from './locales/en/generate.json'
import type imagery from './locales/en/imagery.json'
import type keys from './locales/en/keys.json'
import type palette from './locales/en/palette.json'
import type queue from './locales/en/queue.json'
import type reuse from './locales/en/reuse.json'
import type runs from './locales/en/runs.json'
import type script from './locales/en/script.json'
import type settings from './locales/en/settings.json'
import type start from './locales/en/start.json'
import type tree from './locales/en/tree.json'

/** English is the measure: every other language has the same keys. */
export interface Words {
  common: typeof common
  frame: typeof frame
  tree: typeof tree
  palette: typeof palette
  keys: typeof keys
  start: typeof start
  script: typeof script
  cast: typeof cast
  generate: typeof generate
  queue: typeof queue
  gallery: typeof gallery
  compare: typeof compare
  runs: typeof runs
  settings: typeof settings
  imagery: typeof imagery
  reuse: typeof reuse
}
export type Namespace = keyof Words

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Words
  }
}
