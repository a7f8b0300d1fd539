import { type Eye, SURE } from './eye.ts'

/** A JSON schema as far as questions about pictures need it. */
interface Schema {
  type?: unknown
  properties?: Record<string, Schema>
  required?: unknown
  additionalProperties?: unknown
  enum?: unknown
}

/** Why a schema is not as strict as vendors want it; null = it is. */
export function schemaProblem(schema: unknown, where = 'schema'): string | null {
  const { type, properties, required, additionalProperties } = (schema ?? {}) as Schema
  if (type !== 'object') return typeof type === 'string' ? null : `${where} has no type`
  const names = Object.keys(properties ?? {})
  if (additionalProperties !== false) return `'additionalProperties' is required to be supplied and to be false`
  if (!Array.isArray(required) || names.some((name) => !required.includes(name)))
    return `'required' is required to be supplied and to be an array including every key in properties`
  for (const name of names) {
    const problem = schemaProblem(properties![name], `${where}.${name}`)
    if (problem) return problem
  }
  return null
}

/** Fills in a schema whose fields are questions, each asked in a line `- name: …` of the text. */
export function answerSchemaOf(
  schema: unknown,
  text: string,
  pictures: Buffer[],
  eye: Eye,
): Record<string, object | string> {
  const { properties = {} } = schema as Schema
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const line = text.split('\n').find((one) => one.startsWith(`- ${name}:`)) ?? ''
      if (field.type === 'string') return [name, wordsOf(line, pictures)]
      const choices = field.properties?.choice?.enum as string[] | undefined
      const seen = eye({ name, text: line, choices: choices ?? null, pictures })
      return [name, choices ? { choice: String(seen), probability: SURE } : { probability: Number(seen ?? 0) }]
    }),
  )
}

/** What a stand-in writes of pictures: the same every time, so that it is seen what it was asked for. */
function wordsOf(asked: string, pictures: Buffer[]): string {
  const change = /Change it so: (.*)$/.exec(asked)?.[1]
  return `A woman in a yellow coat on a stone quay${change ? `, ${change}` : ''}${pictures.length === 0 ? '' : ', seen from the water'}.`
}
