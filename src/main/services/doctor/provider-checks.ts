import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { checkPicture } from '../../images/check-picture.ts'
import { type ImageProvider, ProviderError } from '../../providers/provider.ts'
import { connectProviders } from '../../providers/registry.ts'
import { type Check, lacking, missing, ok } from './check.ts'

/** Where keys of paid providers are looked for. Their values are never shown, not even in part. */
const KEYS = [
  { provider: 'OpenAI', names: ['OPENAI_API_KEY'] },
  { provider: 'Google Gemini', names: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] },
]

export function checkKeys(env: NodeJS.ProcessEnv): Check[] {
  return KEYS.map(({ provider, names }) => {
    const set = names.find((name) => (env[name] ?? '').trim() !== '')
    return set
      ? ok(`Key for ${provider}`, `${set} is set`)
      : lacking(
          `Key for ${provider}`,
          `${names.join(' or ')} is not set`,
          `Only needed for pictures from ${provider}: put the key into the environment as ${names[0]}.`,
        )
  })
}

/** How long a provider may take for its picture here. */
const PATIENCE_MS = 30_000

/** Asks every provider that costs nothing for a small picture. */
export async function checkProviders(): Promise<Check[]> {
  const checks: Check[] = []
  for (const provider of connectProviders()) if (provider.free) checks.push(await checkFree(provider))
  return checks
}

async function checkFree(provider: ImageProvider): Promise<Check> {
  const name = `Provider ${provider.id}`
  const remedy = 'Install Panelwright again in its folder: npm ci'
  try {
    const { bytes } = await provider.generate(probe(provider), {
      signal: AbortSignal.timeout(PATIENCE_MS),
      folder: '',
      remember: async () => {},
    })
    const picture = await checkPicture(bytes)
    return picture.ok ? ok(name, `draws; ${provider.models.join(', ')}`) : missing(name, picture.message, remedy)
  } catch (error) {
    if (error instanceof ProviderError) return missing(name, `${error.kind}: ${error.detail}`, remedy)
    throw error
  }
}

/** A lighthouse at dusk: nobody in it, so that it needs no cast. */
function probe(provider: ImageProvider): GenerationRequest {
  return {
    prompt: 'A lighthouse on a rock at dusk',
    negativePrompt: '',
    provider: provider.id,
    providerModel: provider.models[0]!,
    width: 256,
    height: 256,
    quality: null,
    seed: 1,
    references: [],
    artStyle: { id: 'rough', version: 1 },
    language: 'en',
    index: 0,
    stage: {
      panel: {
        what: 'A lighthouse on a rock',
        people: [],
        placeId: null,
        placeName: 'the rock',
        timeOfDay: 'dusk',
        weather: null,
        mood: null,
        shot: 'establishing',
        angle: 'eye-level',
        importance: 3,
        props: ['lighthouse'],
        flags: { sceneStart: true, reveal: false, action: false, splash: false },
      },
      people: [],
      place: null,
      look: { technique: 'pencil', screentone: false, colour: 'full', tint: '#808080', tintStrength: 0, lineWeight: 1 },
    },
  }
}
