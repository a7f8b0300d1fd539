import { Modal, useDirection } from '@mantine/core'
import { useWords } from '../i18n/words.ts'
import type { ScreenId } from '../screens/screen.ts'
import { useSettings } from '../settings/settings.tsx'
import { allCommands, COMMANDS, type Command, type KeyScope } from './commands.ts'
import { KeyCap } from './key-cap.tsx'
import styles from './keys-page.module.css'

/** Every key on one page, those of this screen first. Changed in the settings. */
export function KeysPage({ opened, screen, onClose }: { opened: boolean; screen: ScreenId; onClose: () => void }) {
  const words = useWords('keys')
  const commands = allCommands(useSettings().keys, useDirection().dir === 'rtl')
  const scopes = (Object.keys(COMMANDS) as KeyScope[]).toSorted((a, b) => Number(b === screen) - Number(a === screen))
  return (
    <Modal opened={opened} onClose={onClose} title={words('title')} size="xl">
      <div className={styles.page}>
        {scopes.map((scope) => (
          <KeyGroup key={scope} scope={scope} commands={commands.filter((command) => command.scope === scope)} />
        ))}
      </div>
    </Modal>
  )
}

function KeyGroup({ scope, commands }: { scope: KeyScope; commands: readonly Command[] }) {
  const groups = useWords('keys')
  const words = useWords(scope)
  if (commands.length === 0) return null
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{groups(`scopes.${scope}`)}</h3>
      <dl className={styles.list}>
        {commands.map(({ id, name, keys }) => (
          <div key={id} className={styles.row}>
            <dt>{words(`keys.${name}` as never)}</dt>
            <dd className={styles.caps}>
              {keys.map((chord) => (
                <KeyCap key={chord} chord={chord} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
