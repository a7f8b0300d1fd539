import { useState } from 'react'
import { takeAddress } from '../api/address.ts'
import styles from './take-picture.module.css'

/**
 * A picture in a place that is kept for it, square-cornered, filling its box.
 *
 * @param takeId null = none yet: the place stands empty
 * @param widthPx of the place, CSS pixels: how fine a preview is asked for
 * @param words what is seen; empty where the text beside it says so already
 */
export function TakePicture({
  takeId,
  widthPx,
  words = '',
  fit = 'cover',
}: {
  takeId: string | null
  widthPx: number
  words?: string
  fit?: 'cover' | 'contain'
}) {
  const [shown, setShown] = useState<string | null>(null)
  if (takeId === null) return <span className={styles.empty} />
  return (
    <img
      className={styles.picture}
      data-fit={fit}
      data-shown={shown === takeId || undefined}
      src={takeAddress(takeId, widthPx)}
      alt={words}
      decoding="async"
      draggable={false}
      onLoad={() => setShown(takeId)}
    />
  )
}
