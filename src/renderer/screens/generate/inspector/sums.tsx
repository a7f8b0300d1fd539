import { Checkbox, Switch } from '@mantine/core'
import type { RouteOutput, SheetSettings } from '../../../../shared/contract/index.ts'
import { DEFAULT_SHEET_SETTINGS } from '../../../../shared/sheet/default-sheet.ts'
import { useFormat } from '../../../format/use-format.ts'
import { told } from '../../../i18n/told.ts'
import { useWords } from '../../../i18n/words.ts'
import { Section } from '../../../parts/pane.tsx'
import { Problem } from '../../../parts/problem.tsx'
import { useDraft, useDraftPart } from '../draft/use-draft.ts'
import { useSheetFacts } from '../use-sheet-facts.ts'
import styles from './inspector.module.css'

type Quote = RouteOutput<'sheet.quote'>

/** What it all comes to, as it stands: pictures, time, money. A price nobody knows is said, never counted as nothing. */
export function Sums({ settings }: { settings: SheetSettings }) {
  const { quote, problem, problems } = useSheetFacts()
  // What stands in the way of the whole sheet is said at the button, in the window's own words.
  if (quote === null)
    return problems.whole.length > 0 || problem === null ? null : (
      <Section>
        <Problem problem={problem} />
      </Section>
    )
  return <Known quote={quote} settings={settings} />
}

function Known({ quote, settings }: { quote: Quote; settings: SheetSettings }) {
  const { overnight, gates } = settings
  const words = useWords('generate')
  const format = useFormat()
  const draft = useDraft()
  const money = useSumWords()
  const mode = useDraftPart(({ sheet }) => sheet?.mode)
  const { master, own, time } = quote
  const factors = {
    boxes:
      mode === 'book'
        ? words('counts.panels', { count: master.boxes })
        : mode === 'boxes'
          ? words('counts.boxes', { count: master.boxes })
          : words('counts.prompts', { count: master.boxes }),
    styles: words('counts.styles', { count: master.styles }),
    languages: words('counts.languages', { count: master.languages }),
    images: words('counts.images', { count: master.images }),
  }
  const [only] = own
  const ownAsked = own.reduce((sum, { asked }) => sum + asked, 0)
  const impossible = quote.asked - quote.there - quote.pictures
  return (
    <Section>
      {master.boxes > 0 && (
        <p className={styles.sum}>
          <span>{master.languages > 1 ? words('sum.masterLanguages', factors) : words('sum.master', factors)}</span>
          <bdi>{format.number(master.asked)}</bdi>
        </p>
      )}
      {only && (
        <p className={styles.sum}>
          <span>
            {own.length === 1 ? words('sum.own', { box: only.box }) : words('sum.owns', { count: own.length })}
          </span>
          <bdi>{format.number(ownAsked)}</bdi>
        </p>
      )}
      {quote.there > 0 && (
        <p className={styles.sum}>
          <span>{words('sum.there')}</span>
          <bdi>−{format.number(quote.there)}</bdi>
        </p>
      )}
      {impossible > 0 && (
        <p className={styles.sum}>
          <span>{words('sum.impossible')}</span>
          <bdi>−{format.number(impossible)}</bdi>
        </p>
      )}
      {quote.there + impossible > 0 && (
        <p className={styles.sum}>
          <span>{words('sum.toMake')}</span>
          <bdi>{format.number(quote.pictures)}</bdi>
        </p>
      )}
      {quote.apart > 0 && <p className={styles.why}>{words('sum.apart', { count: quote.apart })}</p>}
      <p className={styles.sum}>
        <span>
          {time?.perMinute == null
            ? words('sum.time')
            : time.source === 'measured'
              ? words('sum.timeMeasured', { pace: format.number(time.perMinute, 1) })
              : words('sum.timeTier', { pace: format.number(time.perMinute, 1) })}
        </span>
        <bdi>
          {time === null
            ? words('sum.timeUnknown')
            : time.untilMs === null
              ? words('sum.atLeast', { time: format.duration(time.fromMs) })
              : words('sum.about', { money: format.duration(time.untilMs) })}
        </bdi>
      </p>
      <Checkbox
        label={words('gate.label')}
        checked={gates.length > 0}
        onChange={({ currentTarget }) =>
          draft.edit({
            do: 'settings',
            settings: { gates: currentTarget.checked ? DEFAULT_SHEET_SETTINGS.gates : [] },
          })
        }
      />
      <div className={styles.sum}>
        <Switch
          checked={overnight}
          disabled={quote.overnight === null && !overnight}
          onChange={({ currentTarget }) =>
            draft.edit({ do: 'settings', settings: { overnight: currentTarget.checked } })
          }
          label={overnight ? words('sum.overnightOn') : words('sum.overnight')}
          description={quote.overnight === null ? told(quote.overnightWhy) : words('sum.overnightWhy')}
        />
        {quote.overnight && <bdi className={styles.night}>{money(quote.overnight)}</bdi>}
      </div>
    </Section>
  )
}

/** What all of it comes to, in one line that is always in sight. */
export function Total() {
  const words = useWords('generate')
  const { quote } = useSheetFacts()
  const money = useSumWords()
  return (
    <p className={styles.total}>
      <span>{words('counts.images', { count: quote?.pictures ?? 0 })}</span>
      <bdi>{quote ? money(quote) : ''}</bdi>
    </p>
  )
}

/** A sum of money in words: exact enough, never rounded down to nothing. */
function useSumWords() {
  const words = useWords('generate')
  const format = useFormat()
  return ({ untilUsd, unknownPrices, pictures }: { untilUsd: number; unknownPrices: number; pictures: number }) => {
    if (unknownPrices > 0 && untilUsd === 0) return format.money(null)
    if (unknownPrices > 0) return words('sum.some', { count: unknownPrices, money: format.money(untilUsd) })
    if (untilUsd === 0) return pictures === 0 ? '' : words('sum.free')
    return words('sum.about', { money: format.money(untilUsd) })
  }
}
