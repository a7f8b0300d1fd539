import type { ProviderError } from '../provider.ts'
import type { FailedReply } from '../wire/failure.ts'

/** An OpenAI-style API: where it is, who asks, and what its errors mean. */
export interface ApiAddress {
  /** With its path, without a slash at the end: `https://api.openai.com/v1`. */
  baseUrl: string
  /** Null = none is asked for. */
  key: string | null
  organization: string | null
  project: string | null
  /** Names the failure of a reply that is no success. */
  failureOf(reply: FailedReply, about: FailureContext): ProviderError
}

export interface FailureContext {
  /** `127.0.0.1:1234` */
  host: string
  /** The model that was asked; null = the call is about none. */
  model: string | null
}
