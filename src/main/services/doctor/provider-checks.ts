import { NOBODY_COMPOSED } from '../../../shared/domain/composition.ts'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { counted } from '../../../shared/quantities.ts'
import { checkPicture } from '../../images/check-picture.ts'
import { type ImageProvider, ProviderError } from '../../providers/provider.ts'
import { SETUPS } from '../../providers/registry.ts'
import { askProvider } from '../provider-outlook.ts'
import { connectedProviders } from '../provider-settings.ts'
import { type Check, lacking, missing, ok } from './check.ts'

/** Whether the keys of paid providers are set. Their values are never shown, not even in part. */
export function checkKeys(env: NodeJS.ProcessEnv): Check[] {
  return SETUPS.flatMap(({ name: provider, variables }) => {
    const names = variables.filter(({ secret, optional }) => secret && !optional).map(({ name }) => name)
    if (names.length === 0) return []
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

/**
 * The built-in roughs draw a small picture; of the others those that could work are asked whether they would, which
 * costs nothing. A paid one without its key is not asked: that is said with the keys.
 */
export async function checkProviders(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const withKey = (id: string) => {
    const secrets =
      SETUPS.find((setup) => setup.id === id)?.variables.filter((one) => one.secret && !one.optional) ?? []
    return secrets.length === 0 || secrets.some(({ name }) => env[name]?.trim())
  }
  const providers = connectedProviders(env).filter(({ id }) => withKey(id))
  return Promise.all(providers.map((one) => (one.lookAround ? checkOutlook(one) : checkDrawing(one))))
}

async function checkOutlook(provider: ImageProvider): Promise<Check> {
  const name = `Provider ${provider.id}`
  const { state, message, action, outlook } = await askProvider(provider)
  if (state !== 'failing') return ok(name, `answers; ${counted(outlook?.models.length ?? 0, 'model')}`)
  return lacking(name, message ?? '', `Only needed for pictures from ${provider.name}. ${action ?? ''}`.trim())
}

async function checkDrawing(provider: ImageProvider): Promise<Check> {
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
      composition: NOBODY_COMPOSED,
      place: null,
      look: { technique: 'pencil', screentone: false, colour: 'full', tint: '#808080', tintStrength: 0, lineWeight: 1 },
    },
  }
}
