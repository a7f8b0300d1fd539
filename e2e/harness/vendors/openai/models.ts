import { IMAGE_MODELS } from './image-models.ts'
import { openAiError } from './openai-error.ts'
import type { RouteGroup } from './routes.ts'

const OTHERS = ['gpt-6-luna', 'gpt-5.6-luna', 'omni-moderation-latest'].map((id) => ({
  id,
  created: Date.parse('2026-10-01') / 1000,
  shutdownDate: null,
}))

const MODELS = [...IMAGE_MODELS, ...OTHERS].map(({ id, created, shutdownDate }) => ({
  id,
  object: 'model',
  created,
  owned_by: 'system',
  shutdown_date: shutdownDate,
}))

/** GET /v1/models */
export const modelRoutes: RouteGroup = () => [
  {
    method: 'GET',
    path: /^\/v1\/models$/,
    handle: () => ({ status: 200, body: { object: 'list', data: MODELS } }),
  },
  {
    method: 'GET',
    path: /^\/v1\/models\/([^/]+)$/,
    handle(_, [, id]) {
      const model = MODELS.find((one) => one.id === id)
      if (!model) throw noSuchModel(id!)
      return { status: 200, body: model }
    },
  },
]

export function noSuchModel(id: string) {
  const message = `The model '${id}' does not exist or you do not have access to it.`
  return openAiError(404, 'invalid_request_error', 'model_not_found', message)
}
