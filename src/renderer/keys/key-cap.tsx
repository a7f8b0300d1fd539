import { useWords } from '../i18n/words.ts'
import { type Chord, chordWords, onMac } from './chord.ts'
import type { CommandName, KeyScope } from './commands.ts'
import styles from './key-cap.module.css'
import { useCommandKeys } from './use-keys.ts'

/** A key as it is printed; never mirrored. */
export function KeyCap({ chord }: { chord: Chord }) {
  return (
    <kbd className={styles.cap} dir="ltr">
      {chordWords(chord, onMac())}
    </kbd>
  )
}

/** The keys of a screen, in a line at its foot: what they do in one or two words. */
export function KeyLine<Scope extends KeyScope>({
  scope,
  names,
}: {
  scope: Scope
  names: readonly CommandName<Scope>[]
}) {
  const keysOf = useCommandKeys()
  const words = useWords(scope)
  return (
    <div className={styles.line} aria-hidden="true">
      {names.map((name) => {
        const [first] = keysOf(scope, name)
        if (first === undefined) return null
        return (
          <span key={name} className={styles.item}>
            <KeyCap chord={first} />
            {words(`keys.${name}` as never)}
          </span>
        )
      })}
    </div>
  )
}
