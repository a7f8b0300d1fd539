/** Something to tell the author about their material. Collected, never thrown one by one. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'info'
  /** Stable, kebab-case, e.g. `last-scene-long`, `encoding-cp1252`, `name-undescribed`. */
  code: string
  /** The file as the author named it. */
  file: string
  /** First line is 1; 0 when the whole file is meant. */
  line: number
  message: string
  /** What to do about it. */
  remedy?: string
}
