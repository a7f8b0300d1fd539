/** What a server says about its classes of nodes, as far as it is read here. */
export type ObjectInfo = Record<string, NodeInfo>

export interface NodeInfo {
  input?: { required?: Record<string, unknown>; optional?: Record<string, unknown> }
  output_node?: boolean
}

/** The choices of an input: `[[…]]` of older servers, `["COMBO", {options}]` of newer ones. Null = it has none. */
export function choicesIn(spec: unknown): string[] | null {
  if (!Array.isArray(spec)) return null
  const [type, options] = spec as [unknown, { options?: unknown }?]
  const list = Array.isArray(type) ? type : type === 'COMBO' ? options?.options : null
  return Array.isArray(list) ? list.map(String) : null
}

/** The choices of an input of a class; null = the server has no such class or input, or it is no choice. */
export function choicesOf(info: ObjectInfo, nodeClass: string, input: string): string[] | null {
  const { required, optional } = info[nodeClass]?.input ?? {}
  return choicesIn(required?.[input] ?? optional?.[input])
}
