import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RouteOutput } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useAction } from '../../api/use-action.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { Problem } from '../../parts/problem.tsx'
import { AddressList } from './address-list.tsx'
import { Secret } from './secret.tsx'
import { Servers } from './servers.tsx'
import type { Setting } from './setting.ts'
import styles from './settings.module.css'
import { ToldTier } from './told-tier.tsx'
import { Value } from './value.tsx'

type Provider = RouteOutput<'provider.list'>['providers'][number]
type Answer = RouteOutput<'provider.test'>

/** Keys, addresses and limits of whoever draws. */
export function Providers() {
  const words = useWords('settings')
  const about = useRequest('app.about', {}).data
  const list = useRequest('provider.list', {}, ['providers'])
  return (
    <>
      <p className={styles.lead}>
        {about === null
          ? ''
          : about.can.keepSecrets
            ? words('keys.keychain')
            : about.host === 'browser'
              ? words('keys.browser')
              : words('keys.session')}
      </p>
      <Problem problem={list.problem} />
      {list.data?.providers.map((provider) => (
        <OneProvider key={provider.id} provider={provider} />
      ))}
    </>
  )
}

/** Settings that hold several addresses. */
const POOLS: ReadonlySet<string> = new Set(['COMFYUI_URL', 'A1111_URL'])

/** What few authors ever set. */
const RARE: ReadonlySet<string> = new Set([
  'OPENAI_BASE_URL',
  'OPENAI_ORG_ID',
  'OPENAI_PROJECT_ID',
  'GOOGLE_API_KEY',
  'GOOGLE_GEMINI_BASE_URL',
  'GOOGLE_GENAI_API_VERSION',
  'PANELWRIGHT_ENDPOINT_CAN',
])

function OneProvider({ provider }: { provider: Provider }) {
  const words = useWords('settings')
  const test = useAction('provider.test')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const { id, free, settings, problems } = provider
  const name = told(provider.name)
  const ask = async () => {
    setAnswer(null)
    setAnswer(await test.run({ provider: id }))
  }
  const rare = settings.filter(({ name: each }) => RARE.has(each))
  const isPool = settings.some((setting) => POOLS.has(setting.name))
  return (
    <section className={styles.card} aria-label={name}>
      <header className={styles.cardHead}>
        <h2 className={styles.cardTitle}>
          <bdi>{name}</bdi>
        </h2>
        <span className={styles.small}>{free ? words('provider.free') : words('provider.paid')}</span>
        <span className={styles.spring} />
        {settings.length > 0 && (
          <Button
            variant="default"
            loading={test.pending}
            aria-label={words('provider.testName', { name })}
            onClick={() => void ask()}
          >
            {words('provider.test')}
          </Button>
        )}
      </header>
      {settings.length === 0 && <p className={styles.small}>{words('provider.nothing')}</p>}
      {settings
        .filter(({ name: each }) => !RARE.has(each))
        .map((setting) => (
          <Field key={setting.name} setting={setting} onKept={() => void ask()} />
        ))}
      {rare.length > 0 && (
        <details className={styles.rare} open={rare.some(({ source }) => source !== null) || undefined}>
          <summary>{words('provider.more')}</summary>
          {rare.map((setting) => (
            <Field key={setting.name} setting={setting} onKept={() => void ask()} />
          ))}
        </details>
      )}
      {problems.map((message) => (
        <Problem key={message} problem={{ code: 'WRONG_USE', message }} />
      ))}
      {id === 'openai' && <ToldTier />}
      <Problem problem={test.problem} />
      {answer && <TestAnswer answer={answer} />}
      {isPool && <Servers provider={id} />}
    </section>
  )
}

function Field({ setting, onKept }: { setting: Setting; onKept: () => void }) {
  if (setting.secret) return <Secret setting={setting} onKept={onKept} />
  return POOLS.has(setting.name) ? <AddressList setting={setting} /> : <Value setting={setting} />
}

function TestAnswer({ answer }: { answer: Answer }) {
  const words = useWords('settings')
  const format = useFormat()
  const { state, message, action, models, notes } = answer
  if (state === 'failing')
    return <Problem problem={{ code: 'UNAVAILABLE', message: message ?? '', ...(action ? { remedy: action } : {}) }} />
  return (
    <div className={styles.answer} role="status">
      <strong>{state === 'ready' ? words('provider.ready') : words('provider.silent')}</strong>
      {models.length > 0 && (
        <span>
          {words('provider.models', { count: models.length })}{' '}
          <bdi>{format.list(models.slice(0, 6).map((model) => model.id))}</bdi>
        </span>
      )}
      {notes.map((note) => (
        <bdi key={note}>{told(note)}</bdi>
      ))}
    </div>
  )
}
