import { roughAddress } from '../../api/address.ts'
import { TakePicture } from '../../parts/take-picture.tsx'
import styles from './panels.module.css'

/** The picture that stands for a panel; until there is one, how the built-in roughs draw it. */
export function PanelPicture({
  takeId,
  rough,
  widthPx,
  words,
}: {
  takeId: string | null
  /** Null = none yet, or nothing to draw. */
  rough: string | null
  /** Of the place, CSS pixels. */
  widthPx: number
  /** What is seen; absent where the text beside it says so already. */
  words?: string
}) {
  if (takeId !== null || rough === null)
    return <TakePicture takeId={takeId} widthPx={widthPx} {...(words && { words })} />
  return (
    <img
      className={styles.rough}
      src={roughAddress(rough, widthPx)}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  )
}
