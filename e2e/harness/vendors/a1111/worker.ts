/** The one job that a server works on while the others wait for the lock, and what it tells of it. */
export class Worker {
  /** Task that is being worked on, that wait, and the last that are done. */
  current: string | null = null
  readonly pending = new Set<string>()
  readonly finished: string[] = []
  job = ''
  step = 0
  steps = 0
  interrupted = false
  skipped = false
  timestamp = '0'
  /** The picture it is at, for a look while it is half done. */
  picture: Buffer | null = null
  #lock: Promise<unknown> = Promise.resolve()
  #count = 0

  /** Does the work when everything before it is done. A client that has gone is worked for all the same. */
  async run<T>(task: string, kind: string, steps: number, work: () => Promise<T>): Promise<T> {
    this.pending.add(task)
    const mine = this.#lock.then(async () => {
      this.pending.delete(task)
      this.current = task
      this.job = kind
      this.steps = steps
      this.step = 0
      this.interrupted = false
      this.skipped = false
      this.picture = null
      this.timestamp = String(++this.#count)
      try {
        return await work()
      } finally {
        this.finished.push(task)
        if (this.finished.length > 16) this.finished.shift()
        this.current = null
        this.job = ''
      }
    })
    this.#lock = mine.catch(() => {})
    return mine
  }

  get state(): object {
    return {
      skipped: this.skipped,
      interrupted: this.interrupted,
      job: this.job,
      job_count: this.current === null ? 0 : 1,
      job_timestamp: this.timestamp,
      job_no: 0,
      sampling_step: this.step,
      sampling_steps: this.steps,
    }
  }

  get progress(): number {
    return this.current === null ? 0 : Math.min(1, 0.01 + this.step / Math.max(1, this.steps))
  }
}
