import type { ServerResponse } from 'node:http'
import type { Answer, Seen } from '../vendor-server.ts'
import { batchRoutes } from './batches.ts'
import { decisionRoutes } from './decisions.ts'
import { fileRoutes } from './files.ts'
import { imageRoutes } from './images.ts'
import { modelRoutes } from './models.ts'
import { moderationRoutes } from './moderations.ts'
import type { OpenAiServer } from './openai-server.ts'
import { responseRoutes } from './responses.ts'

/** One path of the API. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: RegExp
  /** Null = the response is dealt with. */
  handle(seen: Seen, match: RegExpExecArray, response: ServerResponse): Promise<Answer | null> | Answer
}

/** A group of paths around one noun of the API, a file of its own. */
export type RouteGroup = (server: OpenAiServer) => Route[]

/** Every group. A new one is one line here. */
export const ROUTE_GROUPS: readonly RouteGroup[] = [
  imageRoutes,
  modelRoutes,
  moderationRoutes,
  decisionRoutes,
  responseRoutes,
  fileRoutes,
  batchRoutes,
]
