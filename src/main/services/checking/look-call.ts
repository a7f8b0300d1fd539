import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { FLAGGED_FROM } from '../../../shared/domain/take-check.ts'
import type { VisionModel, VisionPicture, VisionReply } from '../../checks/vision/vision-model.ts'
import { LOOKED_AT_PX } from '../../checks/vision/vision-prices.ts'
import { smallPicture } from '../../images/small-picture.ts'
import type { Project } from '../../open-project.ts'
import { ProviderError } from '../../providers/provider.ts'
import { queueStore } from '../../store/queue/index.ts'
import { takeCheckRepository } from '../../store/take-checks.ts'
import { makeCall, type TakeToCheck } from './pack-calls.ts'
import type { PaidCall } from './run-calls.ts'

/** What came of the looks of one run. */
export interface LookTally {
  /** Pictures that were looked at. */
  looked: number
  flagged: number
  /** Pictures whose answer never came, or was none. */
  failed: number
  /** Pictures that cannot be read here. */
  unreadable: number
  /** What the failures said, each once. */
  messages: Set<string>
}

/** One account for the run: what was spent, what is under way. */
export interface LookMoney {
  spentUsd: number
  runningUsd: number
  /** Calls of unknown price. */
  unpriced: number
}

/** Everything that calls of one run share. */
export interface LookRun {
  project: Project
  model: VisionModel
  /** Name under which findings are kept. */
  checker: string
  tally: LookTally
  money: LookMoney
  onLooked(): void
}

/** A call that looks at some takes and keeps what was found, with its line in the ledger. */
export function lookCall(run: LookRun, takes: readonly TakeToCheck[]): PaidCall {
  const { project, model, tally } = run
  const { paths, questions } = makeCall(takes)
  const on = new Date(project.now()).toISOString().slice(0, 10)
  const estimateUsd = model.estimate(paths.length, questions, on).untilUsd
  return {
    estimateUsd,
    async make(signal) {
      const readable = await withPictures(project.folder, takes)
      tally.unreadable += takes.length - readable.takes.length
      if (readable.takes.length === 0) return
      const call = makeCall(readable.takes)
      const pictures = call.paths.map((path) => readable.pictures.get(path)!)
      const reply = await paid(run, estimateUsd, () => model.look(pictures, call.questions, signal))
      keep(run, call, reply)
    },
    failed(error) {
      // One picture may have turned the others away with it: each is looked at by itself.
      const isAboutOne = error.kind === 'refused' || error.kind === 'corrupt' || error.kind === 'invalid'
      if (isAboutOne && takes.length > 1) return takes.map((take) => lookCall(run, [take]))
      if (error.kind === 'refused') for (const { take } of takes) noteDeclined(run, take.takeId)
      tally.failed += takes.length
      if (error.says) tally.messages.add(error.says)
      run.onLooked()
      return []
    },
  }
}

/** Kept so that the same model is not asked, and paid, for the same answer again. */
function noteDeclined({ project, checker }: LookRun, takeId: string): void {
  const message = 'The model declined to look at this picture.'
  takeCheckRepository(project.store).writeDeclined(takeId, checker, message, project.now())
}

function keep(run: LookRun, { takes }: ReturnType<typeof makeCall>, { answers }: VisionReply): void {
  const { project, checker, tally } = run
  const checks = takeCheckRepository(project.store)
  queueStore(project.store.sqlite).transaction(() => {
    for (const { take, asked } of takes) {
      const findings = asked.judge(answers)
      if (findings.length === 0) noteDeclined(run, take.takeId)
      else checks.write(take.takeId, checker, findings, project.now())
      tally.looked++
      if (findings.some(({ probability, message }) => probability >= FLAGGED_FROM && message !== '')) tally.flagged++
    }
  })
  run.onLooked()
}

/** Notes a call in the ledger before it goes out, and what it cost when it is back. */
export async function paid(
  { project, model, money }: Pick<LookRun, 'project' | 'model' | 'money'>,
  estimateUsd: number,
  look: () => Promise<VisionReply>,
): Promise<VisionReply> {
  const { ledger } = queueStore(project.store.sqlite)
  const id = uuid()
  ledger.openCheck({ id, at: project.now(), lane: model.provider, providerModel: model.model, estimateUsd })
  money.runningUsd += estimateUsd
  try {
    const reply = await look()
    settle(reply.costUsd)
    return reply
  } catch (error) {
    const { costUsd = null, maybeBilled = true } = error instanceof ProviderError ? error : {}
    // A line that is left open stands as a call that may have been billed.
    if (costUsd !== null || !maybeBilled) settle(costUsd ?? 0)
    else money.spentUsd += estimateUsd
    throw error
  } finally {
    money.runningUsd -= estimateUsd
  }

  function settle(usd: number | null): void {
    ledger.closeCheck(id, usd)
    money.spentUsd += usd ?? estimateUsd
    if (usd === null) money.unpriced++
  }
}

/** The takes whose pictures can be read, and all pictures by their path; comparisons that cannot be read are left out. */
async function withPictures(
  folder: string,
  takes: readonly TakeToCheck[],
): Promise<{ takes: TakeToCheck[]; pictures: Map<string, VisionPicture> }> {
  const pictures = new Map<string, VisionPicture>()
  const paths = new Set(takes.flatMap(({ take, comparisons }) => [take.path, ...comparisons.map(({ path }) => path)]))
  for (const path of paths) {
    const bytes = await smallPicture(join(folder, path), LOOKED_AT_PX).catch(() => null)
    if (bytes) pictures.set(path, { bytes, format: 'jpeg' })
  }
  return {
    pictures,
    takes: takes
      .filter(({ take }) => pictures.has(take.path))
      .map((one) => ({ ...one, comparisons: one.comparisons.filter(({ path }) => pictures.has(path)) })),
  }
}
