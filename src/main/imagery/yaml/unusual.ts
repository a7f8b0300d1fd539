/** Thrown by the usual reader, never seen outside it: the text is not written in the usual way. */
export const UNUSUAL = new Error('unusual YAML')

export function unusual(): never {
  throw UNUSUAL
}
