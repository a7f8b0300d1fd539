/** Labels of settings, keys of `settings`; what is not listed is named as main names it. */
const FIELD_WORDS = {
  OPENAI_API_KEY: 'fields.key',
  OPENAI_BASE_URL: 'fields.address',
  OPENAI_ORG_ID: 'fields.organisation',
  OPENAI_PROJECT_ID: 'fields.project',
  PANELWRIGHT_OPENAI_TIER: 'fields.tier',
  GEMINI_API_KEY: 'fields.key',
  GOOGLE_API_KEY: 'fields.otherKey',
  GOOGLE_GEMINI_BASE_URL: 'fields.address',
  GOOGLE_GENAI_API_VERSION: 'fields.version',
  PANELWRIGHT_GOOGLE_PER_MINUTE: 'fields.perMinute',
  PANELWRIGHT_ENDPOINT_URL: 'fields.address',
  PANELWRIGHT_ENDPOINT_KEY: 'fields.key',
  PANELWRIGHT_ENDPOINT_MODEL: 'fields.model',
  PANELWRIGHT_ENDPOINT_CAN: 'fields.abilities',
  COMFYUI_URL: 'fields.servers',
  COMFYUI_AUTH: 'fields.login',
  COMFYUI_CHECKPOINT: 'fields.checkpoint',
  A1111_URL: 'fields.servers',
  A1111_AUTH: 'fields.login',
  A1111_CHECKPOINT: 'fields.checkpoint',
} as const

export function fieldWords(name: string): (typeof FIELD_WORDS)[keyof typeof FIELD_WORDS] | null {
  return Object.hasOwn(FIELD_WORDS, name) ? FIELD_WORDS[name as keyof typeof FIELD_WORDS] : null
}
