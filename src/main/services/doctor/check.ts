/** One thing that was looked at. */
export interface Check {
  /** `Node`, `SQLite`, `Provider roughs` … */
  name: string
  /** `missing`: Panelwright needs it and it is not there or does not work. `lacking`: one can work without it. */
  state: 'ok' | 'lacking' | 'missing'
  /** What was found. */
  found: string
  /** What to do; null when all is well. */
  remedy: string | null
}

export function ok(name: string, found: string): Check {
  return { name, state: 'ok', found, remedy: null }
}

export function lacking(name: string, found: string, remedy: string): Check {
  return { name, state: 'lacking', found, remedy }
}

export function missing(name: string, found: string, remedy: string): Check {
  return { name, state: 'missing', found, remedy }
}
