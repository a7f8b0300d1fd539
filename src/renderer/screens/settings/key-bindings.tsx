import { Button, useDirection } from '@mantine/core'
import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { announce } from '../../announce/announce.tsx'
import { useWords } from '../../i18n/words.ts'
import { chordOf, chordWords, onMac } from '../../keys/chord.ts'
import { allCommands, COMMANDS, type Command, clashes, type KeyScope } from '../../keys/commands.ts'
import { KeyCap } from '../../keys/key-cap.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { useChangeSettings, useSettings } from '../../settings/settings.tsx'
import styles from './settings.module.css'

/** Every command with its keys; each can have one of the author's own. */
export function KeyBindings() {
  const words = useWords('settings')
  const groups = useWords('keys')
  const own = useSettings().keys
  const commands = allCommands(own, useDirection().dir === 'rtl')
  const clashing = clashes(commands)
  return (
    <>
      <p className={styles.lead}>{words('bindings.words')}</p>
      {(Object.keys(COMMANDS) as KeyScope[]).map((scope) => {
        const inScope = commands.filter((command) => command.scope === scope)
        if (inScope.length === 0) return null
        return (
          <section key={scope} className={styles.card}>
            <h2 className={styles.cardTitle}>{groups(`scopes.${scope}`)}</h2>
            <table className={styles.table}>
              <tbody>
                {inScope.map((command) => (
                  <Binding
                    key={command.id}
                    command={command}
                    isOwn={Object.hasOwn(own, command.id)}
                    clash={clashing.get(command.id)?.[0] ?? null}
                  />
                ))}
              </tbody>
            </table>
          </section>
        )
      })}
    </>
  )
}

function Binding({ command, isOwn, clash }: { command: Command; isOwn: boolean; clash: string | null }) {
  const words = useWords('settings')
  const named = useWords(command.scope)
  const change = useChangeSettings()
  const [listening, setListening] = useState(false)
  const { id, name, keys } = command
  const label = named(`keys.${name}` as never)
  const hear = (event: KeyboardEvent) => {
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setListening(false)
    const isClear = event.key === 'Backspace' || event.key === 'Delete'
    const chord = chordOf(event.nativeEvent, onMac())
    if (chord === null) return
    setListening(false)
    change({ keys: { [id]: isClear ? [] : [chord] } })
    announce(isClear ? words('bindings.none') : chordWords(chord, onMac()))
  }
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={styles.caps}>
        {keys.length === 0 && <span className={styles.small}>{words('bindings.none')}</span>}
        {keys.map((chord) => (
          <KeyCap key={chord} chord={chord} />
        ))}
        {clash !== null && <ClashWords id={clash} />}
      </td>
      <td className={styles.end}>
        {isOwn && (
          <IconButton
            icon={RotateCcw}
            name={words('bindings.reset', { command: label })}
            onClick={() => change({ keys: { [id]: null } })}
          />
        )}
        <Button
          variant={listening ? 'filled' : 'default'}
          aria-label={words('bindings.changeName', { command: label })}
          onClick={() => setListening(true)}
          onBlur={() => setListening(false)}
          onKeyDown={hear}
        >
          {listening ? words('bindings.press') : words('bindings.change')}
        </Button>
      </td>
    </tr>
  )
}

function ClashWords({ id }: { id: string }) {
  const words = useWords('settings')
  const [scope = '', name = ''] = id.split('.')
  const named = useWords(scope as KeyScope)
  return <span className={styles.clash}>{words('bindings.clash', { command: named(`keys.${name}` as never) })}</span>
}
