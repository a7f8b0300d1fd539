import type { ModelEntry } from '../catalogue.ts'
import { GOOGLE_MODELS } from './google.ts'
import { LOCAL_MODELS } from './local.ts'
import { OPENAI_MODELS } from './openai.ts'

/** Known models, a provider's default first. A row that is out of date is corrected in its file and nowhere else. */
export const MODELS: readonly ModelEntry[] = [...OPENAI_MODELS, ...GOOGLE_MODELS, ...LOCAL_MODELS]
