import type { ReferenceRole } from '../../../shared/domain/generation.ts'
import { type Asked, type ExpectedPicture, questionsFor } from '../../checks/take-questions.ts'
import type { VisionQuestion } from '../../checks/vision/vision-model.ts'
import type { CheckableTake } from '../../store/take-checks.ts'

/** A picture of the project beside the takes, to compare them with. */
export interface Comparison {
  role: Extract<ReferenceRole, 'face' | 'style'>
  /** Whose face; for a style its id. */
  of: string
  /** Relative to the project folder. */
  path: string
}

/** A take with what it is meant to show and what it is compared with. */
export interface TakeToCheck extends ExpectedPicture {
  take: CheckableTake
  comparisons: readonly Comparison[]
}

/** Pictures and questions that go out together. */
export interface LookCall {
  takes: { take: CheckableTake; asked: Asked }[]
  /** The takes in order, then what they are compared with; relative to the project folder. */
  paths: string[]
  questions: VisionQuestion[]
}

/** A model that is asked too much at once answers at random. */
const MOST_QUESTIONS = 60

/** Puts takes into as few calls as there is room for, in their order: neighbours share references. */
export function packCalls(takes: readonly TakeToCheck[], picturesAtOnce: number): TakeToCheck[][] {
  const calls: TakeToCheck[][] = []
  let call: TakeToCheck[] = []
  for (const take of takes) {
    const more = [...call, take]
    if (call.length > 0 && !fits(more, picturesAtOnce)) {
      calls.push(call)
      call = [take]
    } else call = more
  }
  return call.length > 0 ? [...calls, call] : calls
}

function fits(takes: readonly TakeToCheck[], picturesAtOnce: number): boolean {
  const { paths, questions } = makeCall(takes)
  return paths.length <= picturesAtOnce && questions.length <= MOST_QUESTIONS
}

export function makeCall(takes: readonly TakeToCheck[]): LookCall {
  const extra = [...new Set(takes.flatMap(({ comparisons }) => comparisons.map(({ path }) => path)))]
  const numberOf = (path: string) => takes.length + extra.indexOf(path) + 1
  const asked = takes.map((one, at) => {
    const style = one.comparisons.find(({ role }) => role === 'style')
    const faces = one.comparisons.filter(({ role }) => role === 'face')
    const numbers = {
      picture: at + 1,
      style: style ? numberOf(style.path) : null,
      faces: new Map(faces.map(({ of, path }) => [of, numberOf(path)])),
    }
    return { take: one.take, asked: questionsFor(one, numbers, `p${at + 1}`) }
  })
  return {
    takes: asked,
    paths: [...takes.map(({ take }) => take.path), ...extra],
    questions: asked.flatMap((one) => one.asked.questions),
  }
}
