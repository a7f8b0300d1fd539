/** Kebab-case without accents: `Inês Duarte` is `ines-duarte`, `Eleanor "Nell" Marrick` is `nell-marrick`. */
export function idFromName(name: string): string {
  const nicknamed = /["“”]([^"“”]+)["“”]\s*(.*)$/.exec(name)
  const plain = nicknamed ? `${nicknamed[1]} ${nicknamed[2]}` : name
  const id = plain
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return id === '' ? 'unnamed' : id
}

/** The words of an id, the first letters large: `penhale-elder` is `Penhale Elder`. */
export function nameFromId(id: string): string {
  return id
    .split(/[-_]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
