import { type KeyboardEvent, type Ref, useId } from 'react'
import type { Problem as ProblemData } from '../../../../shared/contract/index.ts'
import { Problem } from '../../../parts/problem.tsx'
import styles from './edited-text.module.css'
import { useDraft } from './use-draft.ts'

/** A field that is edited in its place: it looks like text until it is touched, and saves by itself. */
export function EditedText({
  label,
  hint,
  value,
  size = 'body',
  labelled = true,
  multiline = false,
  maxLength = 4_000,
  disabled = false,
  onSave,
  ref,
}: {
  label: string
  /** What could stand in it. */
  hint?: string
  value: string
  size?: 'body' | 'title' | 'short'
  /** False: the label is only heard, the place says what it is. */
  labelled?: boolean
  multiline?: boolean
  maxLength?: number
  disabled?: boolean
  onSave: (text: string) => Promise<ProblemData | null>
  ref?: Ref<HTMLInputElement>
}) {
  const id = useId()
  const draft = useDraft(value, onSave)
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      draft.revert()
    } else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      draft.settle()
    }
  }
  const shared = {
    id,
    className: styles.field!,
    'data-size': size,
    'aria-label': labelled ? undefined : label,
    'aria-invalid': draft.problem !== null || undefined,
    'aria-describedby': draft.problem === null ? undefined : `${id}-problem`,
    placeholder: hint,
    value: draft.text,
    dir: 'auto' as const,
    maxLength,
    disabled,
    spellCheck: size !== 'short',
    onBlur: draft.settle,
    onKeyDown: keys,
  }
  return (
    <div className={styles.edited}>
      {labelled && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      {multiline ? (
        <textarea {...shared} rows={1} onChange={(event) => draft.type(event.currentTarget.value)} />
      ) : (
        <input {...shared} ref={ref} type="text" onChange={(event) => draft.type(event.currentTarget.value)} />
      )}
      <div id={`${id}-problem`}>
        <Problem problem={draft.problem} />
      </div>
    </div>
  )
}
