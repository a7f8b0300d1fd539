import type { QueueStore } from '../store/queue/index.ts'

/** Work to be committed, and who waits for it. */
interface Member {
  work: () => unknown
  resolve: (result: never) => void
  reject: (error: unknown) => void
}

/**
 * Commits what comes up in one turn of the event loop together: a disk that takes 10 ms to make a commit safe then takes
 * them once for eight pictures instead of sixteen times. Nothing counts before its commit is on disk: the promise
 * resolves after it. Work that throws is undone alone; when the commit fails, all of it is.
 */
export function commitGroup(store: QueueStore): <T>(work: () => T) => Promise<T> {
  let members: Member[] = []

  function flush(): void {
    const group = members
    members = []
    const ends: (() => void)[] = []
    try {
      store.transaction(() => {
        for (const { work, resolve, reject } of group) {
          try {
            const result = store.savepoint(work) as never
            ends.push(() => resolve(result))
          } catch (error) {
            ends.push(() => reject(error))
          }
        }
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const end of ends) end()
  }

  return (work) => {
    if (members.length === 0) setImmediate(flush)
    return new Promise((resolve, reject) => members.push({ work, resolve, reject }))
  }
}
