import { type Check, lacking, ok } from './check.ts'

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
