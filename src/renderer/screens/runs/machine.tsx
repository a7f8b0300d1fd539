import { useEffect } from 'react'
import { useRequest } from '../../api/react.ts'
import { useNewest } from '../../api/use-newest.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'
import { Part } from './part.tsx'
import styles from './runs.module.css'

const EVERY_MS = 5_000

/** What this computer has to spare. */
export function Machine() {
  const words = useWords('runs')
  const format = useFormat()
  const { data, again } = useRequest('runs.machine', {})
  const newest = useNewest(again)
  useEffect(() => {
    // How busy it is can be told from the second look on.
    const soon = setTimeout(() => newest.current(), 1_000)
    const timer = setInterval(() => {
      if (!document.hidden) newest.current()
    }, EVERY_MS)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
    }
  }, [])
  if (data === null) return null
  const { load, cores, memory, disk } = data
  return (
    <Part title={words('machine.title')}>
      <dl className={styles.machine}>
        <Meter
          name={words('machine.cpu', { count: cores })}
          share={load}
          words={load === null ? '—' : format.percent(load)}
        />
        <Meter
          name={words('machine.memory')}
          share={1 - memory.free / memory.total}
          words={words('machine.free', { free: format.bytes(memory.free), total: format.bytes(memory.total) })}
        />
        {disk && (
          <Meter
            name={words('machine.disk')}
            share={disk.total === 0 ? null : 1 - disk.free / disk.total}
            words={words('machine.free', { free: format.bytes(disk.free), total: format.bytes(disk.total) })}
          />
        )}
      </dl>
    </Part>
  )
}

const TIGHT = 0.9

function Meter({ name, share, words }: { name: string; share: number | null; words: string }) {
  return (
    <div className={styles.meterRow}>
      <dt>{name}</dt>
      <dd className={styles.meter} aria-hidden="true">
        <span
          className={styles.meterFill}
          data-tight={(share ?? 0) > TIGHT || undefined}
          style={{ inlineSize: `${Math.round((share ?? 0) * 100)}%` }}
        />
      </dd>
      <dd className={styles.end}>{words}</dd>
    </div>
  )
}
