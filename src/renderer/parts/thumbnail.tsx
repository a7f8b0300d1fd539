import { takeAddress } from '../api/address.ts'
import styles from './take-picture.module.css'

/**
 * A small picture beside the words that say what is seen, filling its box. Simply there when it is loaded: in a list of
 * thousands each that fades would be a layer of its own.
 *
 * @param takeId null = none yet: the place stands empty
 * @param widthPx of the place, CSS pixels
 */
export function Thumbnail({ takeId, widthPx }: { takeId: string | null; widthPx: number }) {
  if (takeId === null) return <span className={styles.empty} />
  return (
    <img className={styles.thumbnail} src={takeAddress(takeId, widthPx)} alt="" decoding="async" draggable={false} />
  )
}
