import { Button, Menu, SegmentedControl } from '@mantine/core'
import { BookOpen, ClipboardCopy, ClipboardList, Ellipsis, Rows3 } from 'lucide-react'
import { useState } from 'react'
import type { SheetMode } from '../../../shared/contract/index.ts'
import { joinPrompts } from '../../../shared/sheet/split-prompts.ts'
import { announce } from '../../announce/announce.tsx'
import { offerUndo, withdrawUndo } from '../../frame/undo.tsx'
import { useWords } from '../../i18n/words.ts'
import { Confirm } from '../../parts/confirm.tsx'
import iconButton from '../../parts/icon-button.module.css'
import { lostAsText } from './draft/sheet-edit.ts'
import { useDraft, useDraftPart } from './draft/use-draft.ts'
import styles from './generate.module.css'
import { useFoundPrompts } from './paste/use-found-prompts.ts'
import { useSheetFacts } from './use-sheet-facts.ts'

const NONE: readonly never[] = []
const ICONS = { book: BookOpen, paste: ClipboardList, boxes: Rows3 } as const

/** Where the prompts come from, how many they are, and what is done with all of them. */
export function ModeBar({ mode }: { mode: SheetMode }) {
  const words = useWords('generate')
  const draft = useDraft()
  const names = { book: words('modes.book'), paste: words('modes.paste'), boxes: words('modes.boxes') }
  return (
    <header className={styles.bar}>
      <SegmentedControl
        className={styles.modes!}
        aria-label={words('modes.name')}
        value={mode}
        onChange={(value) => draft.edit({ do: 'mode', mode: value as SheetMode })}
        data={(['book', 'paste', 'boxes'] as const).map((value) => {
          const Icon = ICONS[value]
          return {
            value,
            label: (
              <span className={styles.mode}>
                <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
                {names[value]}
              </span>
            ),
          }
        })}
      />
      <span className={styles.count} role="status">
        {mode === 'boxes' ? <BoxCount /> : mode === 'paste' ? <PromptCount /> : <PanelCount />}
      </span>
      <span className={styles.spring} />
      {mode === 'boxes' && <CopyAsText />}
      <AllMenu mode={mode} />
    </header>
  )
}

function BoxCount() {
  const words = useWords('generate')
  const boxes = useDraftPart(({ sheet }) => sheet?.boxes)
  if (!boxes || boxes.length === 0) return null
  const match = boxes.filter(({ panelId }) => panelId !== null).length
  return [
    words('counts.boxes', { count: boxes.length }),
    // All of a kind needs no second number.
    ...(match > 0 && match < boxes.length
      ? [words('counts.match', { count: match }), words('counts.free', { count: boxes.length - match })]
      : []),
  ].join(' · ')
}

function PromptCount() {
  const words = useWords('generate')
  const text = useDraftPart(({ sheet }) => sheet?.text) ?? ''
  return words('counts.prompts', { count: useFoundPrompts(text).length })
}

function PanelCount() {
  const words = useWords('generate')
  const { quote } = useSheetFacts()
  return quote ? words('counts.panels', { count: quote.prompts }) : null
}

/** Boxes as text, for another program. */
function CopyAsText() {
  const words = useWords('generate')
  const boxes = useDraftPart(({ sheet }) => sheet?.boxes) ?? []
  const texts = boxes.map(({ text }) => text.trim()).filter((text) => text !== '')
  const copy = async () => {
    await navigator.clipboard.writeText(joinPrompts(texts))
    announce(words('boxes.copied', { count: texts.length }))
  }
  if (texts.length === 0) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      className={styles.copy!}
      leftSection={<ClipboardCopy size={14} strokeWidth={1.5} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      {words('boxes.copy')}
    </Button>
  )
}

/**
 * What is done with all of it at once: boxes turned into one text; settings and words cleared, by two acts. Each can be
 * brought back.
 */
function AllMenu({ mode }: { mode: SheetMode }) {
  const words = useWords('generate')
  const draft = useDraft()
  const undo = useDraftPart((state) => state.undo)
  const boxes = useDraftPart(({ sheet }) => sheet?.boxes) ?? NONE
  const [asks, setAsks] = useState<'settings' | 'content' | 'text' | null>(null)
  const lost = lostAsText({ boxes })
  const toText = () => {
    setAsks(null)
    offerUndo(words('boxes.toTextDone'), draft.editUndoably({ do: 'to-text' }))
  }
  const bringBack = () => void draft.undoClear().catch(() => {})
  const clear = async (what: 'settings' | 'content') => {
    setAsks(null)
    try {
      await draft.clear({ what })
      offerUndo(what === 'settings' ? words('clear.settingsDone') : words('clear.contentDone'), bringBack)
    } catch {
      // How the draft stands says why: it was not kept, so nothing was cleared.
    }
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={`${iconButton.button} ${iconButton.plain}`} aria-label={words('clear.menu')}>
            <Ellipsis size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {mode === 'boxes' && boxes.length > 0 && (
            <Menu.Item onClick={() => (lost > 0 ? setAsks('text') : toText())}>{words('boxes.toText')}</Menu.Item>
          )}
          {undo && (
            <Menu.Item
              onClick={() => {
                // Its key would bring back what was cleared before that.
                withdrawUndo()
                bringBack()
              }}
            >
              {words('clear.undo')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setAsks('settings')}>{words('clear.settings')}</Menu.Item>
          <Menu.Item onClick={() => setAsks('content')}>{words('clear.content')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asks === 'text'}
        title={words('boxes.toTextTitle')}
        verb={words('boxes.toText')}
        onConfirm={toText}
        onClose={() => setAsks(null)}
      >
        {words('boxes.toTextWords', { count: lost })}
      </Confirm>
      <Confirm
        opened={asks === 'settings'}
        title={words('clear.settingsTitle')}
        verb={words('clear.settingsVerb')}
        onConfirm={() => void clear('settings')}
        onClose={() => setAsks(null)}
      >
        {words('clear.settingsWords')}
      </Confirm>
      <Confirm
        opened={asks === 'content'}
        title={words('clear.contentTitle')}
        verb={words('clear.contentVerb')}
        onConfirm={() => void clear('content')}
        onClose={() => setAsks(null)}
      >
        {words('clear.contentWords')}
      </Confirm>
    </>
  )
}
