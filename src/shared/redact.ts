/** What stands where a secret was. */
const REDACTED = '[redacted]'

/** Shapes of keys and tokens, wherever they turn up in a provider's words. */
const SECRETS: { pattern: RegExp; replacement: string }[] = [
  // `Authorization: Bearer …`, `x-api-key: …`, `"api_key": "…"`, `?key=…`
  { pattern: /\b(bearer|basic)\s+[\w+/=.~-]{6,}/gi, replacement: `$1 ${REDACTED}` },
  {
    pattern:
      /((?:x-)?(?:goog-)?(?:api[-_ ]?key|key|token|secret|password|authorization)["']?\s*[:=]\s*["']?)(?!\[redacted\]|bearer\b|basic\b)[^\s"'&,;}]{6,}/gi,
    replacement: `$1${REDACTED}`,
  },
  // Keys by their makers' prefixes: OpenAI and kin, Google, Hugging Face, Replicate, GitHub.
  { pattern: /\b(?:sk|pk|rk)-[\w*-]{8,}/g, replacement: REDACTED },
  { pattern: /\bAIza[\w-]{20,}/g, replacement: REDACTED },
  { pattern: /\b(?:hf|r8|gh[pousr])_[\w]{10,}/g, replacement: REDACTED },
  // User and password in an address.
  { pattern: /(\w+:\/\/)[^\s/:@]+:[^\s/@]+@/g, replacement: `$1${REDACTED}@` },
  // Picture bytes have no place in a journal.
  { pattern: /[A-Za-z0-9+/]{400,}={0,2}/g, replacement: '[data]' },
]

/**
 * A provider's own words without anything secret, fit for the journal.
 *
 * @param secrets values known to be secret, removed wherever they stand
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 6) clean = clean.replaceAll(secret, REDACTED)
  for (const { pattern, replacement } of SECRETS) clean = clean.replace(pattern, replacement)
  return clean
}
