import { useWords } from '../../i18n/words.ts'
import { PaneHead } from '../../parts/pane.tsx'
import { usePlace } from '../../place/use-place.ts'
import { About } from './about.tsx'
import { Appearance } from './appearance.tsx'
import { KeyBindings } from './key-bindings.tsx'
import { Money } from './money.tsx'
import { Providers } from './providers.tsx'
import styles from './settings.module.css'
import { Workflows } from './workflows.tsx'

const PARTS = ['providers', 'workflows', 'money', 'appearance', 'keys', 'about'] as const
type PartId = (typeof PARTS)[number]

const CONTENT = {
  providers: Providers,
  workflows: Workflows,
  money: Money,
  appearance: Appearance,
  keys: KeyBindings,
  about: About,
} as const satisfies Record<PartId, () => React.ReactNode>

/** How this computer, its providers and the open book are set. */
export function SettingsScreen() {
  const words = useWords('settings')
  const { params, choose } = usePlace()
  const part = PARTS.find((id) => id === params.part) ?? 'providers'
  const Content = CONTENT[part]
  return (
    <div className={styles.settings}>
      <nav className={styles.parts} aria-label={words('title')}>
        <h1 className={styles.heading}>{words('title')}</h1>
        {PARTS.map((id) => (
          <button
            key={id}
            type="button"
            className={styles.part}
            aria-current={id === part ? 'page' : undefined}
            onClick={() => choose({ part: id })}
          >
            {words(`parts.${id}`)}
          </button>
        ))}
      </nav>
      <div className={styles.body}>
        <PaneHead title={words(`parts.${part}`)} />
        <div className={styles.scroll} key={part}>
          <div className={styles.content}>
            <Content />
          </div>
        </div>
      </div>
    </div>
  )
}
