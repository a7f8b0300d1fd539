import { RefreshCw } from 'lucide-react'
import type { PoolServer } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { told } from '../../i18n/told.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import styles from './settings.module.css'

/** How each server of a pool is: whether it answers, what waits there, what memory it has. */
export function Servers({ provider }: { provider: string }) {
  const words = useWords('settings')
  const { data, loading, again } = useRequest('provider.servers', { provider }, ['providers'])
  return (
    <div className={styles.field}>
      <table className={styles.table} aria-busy={loading}>
        <thead>
          <tr>
            <th scope="col">{words('pool.server')}</th>
            <th scope="col">{words('pool.state')}</th>
            <th scope="col" className={styles.end}>
              {words('pool.queue')}
            </th>
            <th scope="col" className={styles.end}>
              {words('pool.memory')}
            </th>
            <th scope="col" className={styles.end}>
              <IconButton icon={RefreshCw} name={words('pool.again')} onClick={again} />
            </th>
          </tr>
        </thead>
        <tbody>
          {loading && (
            <tr>
              <td colSpan={5}>{words('pool.asking')}</td>
            </tr>
          )}
          {data?.servers.map((server) => (
            <Row key={server.host} server={server} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NOTHING = '—'

function Row({ server }: { server: PoolServer }) {
  const words = useWords('settings')
  const format = useFormat()
  const { host, state, message, version, running, waiting, memory } = server
  const count = running === null && waiting === null ? null : (running ?? 0) + (waiting ?? 0)
  return (
    <tr>
      <th scope="row">
        <bdi dir="ltr">{host}</bdi>
      </th>
      <td>
        <span className={styles.health} data-state={state}>
          {state === 'ready' ? words('pool.ready') : words('pool.failing')}
        </span>{' '}
        {version !== null && <bdi className={styles.small}>{version}</bdi>}
        {message !== null && <bdi className={styles.small}>{told(message)}</bdi>}
      </td>
      <td className={styles.end}>{count === null ? NOTHING : words('pool.waiting', { count })}</td>
      <td className={styles.end} colSpan={2}>
        {memory === null
          ? NOTHING
          : words('pool.free', { free: format.bytes(memory.free), total: format.bytes(memory.total) })}
      </td>
    </tr>
  )
}
