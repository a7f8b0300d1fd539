import { ActionIcon, Checkbox, CloseButton, Popover, TextInput } from '@mantine/core'
import { ListFilter, PanelLeftClose, Search } from 'lucide-react'
import { type KeyboardEvent, memo, type Ref } from 'react'
import type { PanelState } from '../../shared/contract/index.ts'
import { useWords } from '../i18n/words.ts'
import { useCommandKeys } from '../keys/use-keys.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { BAR_ORDER, STATE_WORDS } from '../parts/state.ts'
import { StateMark } from '../parts/state-mark.tsx'
import styles from './book-tree.module.css'
import { type Narrowing, WHOLE } from './use-tree.ts'

const STATES = BAR_ORDER as readonly PanelState[]

/** Words to look for in what is seen and in the script, and states to show; Escape shows everything again. */
export const FilterBar = memo(function FilterBar({
  narrowing,
  field,
  onNarrow,
  onLeave,
  onHide,
}: {
  narrowing: Narrowing
  field: Ref<HTMLInputElement>
  onNarrow: (narrowing: Narrowing) => void
  /** Down into the tree. */
  onLeave: () => void
  onHide: () => void
}) {
  const words = useWords('tree')
  const state = useWords('common')
  const keysOf = useCommandKeys()
  const { query, states } = narrowing
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave()
    else if (event.key === 'Escape' && query !== '') onNarrow({ ...narrowing, query: '' })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className={styles.filter}>
      <TextInput
        ref={field}
        className={styles.field!}
        value={query}
        maxLength={200}
        aria-label={words('filter.label')}
        placeholder={words('filter.placeholder')}
        leftSection={<Search size={14} strokeWidth={1.5} aria-hidden="true" />}
        rightSection={
          query === '' ? undefined : (
            <CloseButton
              size={20}
              aria-label={words('filter.clear')}
              onClick={() => onNarrow({ ...narrowing, query: '' })}
            />
          )
        }
        onChange={(event) => onNarrow({ ...narrowing, query: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <Popover position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon
            className={styles.narrow!}
            variant="subtle"
            color="gray"
            size={28}
            aria-label={words('filter.states')}
            title={words('filter.states')}
            data-on={states.length > 0 || undefined}
          >
            <ListFilter size={16} strokeWidth={1.5} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={styles.states!}>
          {STATES.map((each) => (
            <Checkbox
              key={each}
              checked={states.includes(each)}
              label={
                <span className={styles.stateLabel}>
                  <span aria-hidden="true">
                    <StateMark state={each} />
                  </span>
                  {state(STATE_WORDS[each])}
                </span>
              }
              onChange={(event) =>
                onNarrow({
                  ...narrowing,
                  states: event.currentTarget.checked ? [...states, each] : states.filter((one) => one !== each),
                })
              }
            />
          ))}
          <button type="button" className={styles.plain} onClick={() => onNarrow({ ...WHOLE, query })}>
            {words('filter.allStates')}
          </button>
        </Popover.Dropdown>
      </Popover>
      <IconButton
        icon={PanelLeftClose}
        name={words('hide')}
        chord={keysOf('frame', 'toggleTree')[0]}
        onClick={onHide}
      />
    </search>
  )
})
