import { referenceAddress } from '../../api/address.ts'
import styles from './portrait.module.css'

/** The picture of somebody or of a place in a square kept for it; without one, the first letters of the name. */
export function Portrait({
  referenceId,
  name,
  sizePx,
  round = false,
}: {
  referenceId: string | null
  name: string
  sizePx: number
  /** For somebody without an entry. */
  round?: boolean
}) {
  return (
    <span className={styles.portrait} data-round={round || undefined} style={{ inlineSize: sizePx, blockSize: sizePx }}>
      {referenceId === null ? (
        <span className={styles.letters} aria-hidden="true">
          {initials(name)}
        </span>
      ) : (
        <img className={styles.picture} src={referenceAddress(referenceId, sizePx)} alt="" draggable={false} />
      )}
    </span>
  )
}

/** `Nell Marrick` → NM; words without a letter count for nothing. */
function initials(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return [first, last].map((word) => [...word.toUpperCase()][0] ?? '').join('')
}
