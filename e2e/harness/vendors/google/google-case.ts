import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { googleSetup } from '../../../../src/main/providers/google/google-provider.ts'
import type { ImageProvider, ProviderIo } from '../../../../src/main/providers/provider.ts'
import type { GenerationRequest, RequestReference } from '../../../../src/shared/domain/generation.ts'
import { tinyPng } from '../../tiny-picture.ts'
import type { GoogleServer } from './google-server.ts'

/** The real adapter against a stand-in. */
export function googleAt(server: GoogleServer, settings: Record<string, string> = {}): ImageProvider {
  const all: Record<string, string> = { GEMINI_API_KEY: server.key, GOOGLE_GEMINI_BASE_URL: server.url, ...settings }
  return googleSetup.connect((name) => all[name])
}

/** A wide panel of 1K. */
export function googleRequest(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    prompt: 'A fox waits under a street lamp in the rain.',
    negativePrompt: '',
    provider: 'google',
    providerModel: 'gemini-nano-banana-2.1',
    width: 1376,
    height: 768,
    quality: '1K',
    seed: 7,
    references: [],
    artStyle: { id: 'ink', version: 1 },
    language: 'en',
    index: 0,
    stage: null,
    ...changes,
  }
}

export function googleIo(changes: Partial<ProviderIo> = {}): ProviderIo {
  return { signal: new AbortController().signal, folder: '', remember: async () => {}, ...changes }
}

/** Writes a reference picture into a folder. @param weight bytes, about */
export function writeReference(folder: string, number: number, weight = 0): RequestReference {
  const bytes = tinyPng(number, 64, weight)
  const path = `references/${number}.png`
  mkdirSync(join(folder, 'references'), { recursive: true })
  writeFileSync(join(folder, path), bytes)
  return { hash: createHash('sha256').update(bytes).digest('hex'), role: 'face', path, of: `person-${number}` }
}
