import type { MessagePort } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { openProject } from '../../open-project.ts'
import { planning } from './answer.ts'
import type { PlannerQuestion, PlannerReply } from './tasks.ts'

/** Answers questions about the book of a folder, one after the other, until it is told `null`. */
export function serve(port: MessagePort, { folder, env }: { folder: string; env: NodeJS.ProcessEnv }): void {
  const project = openProject(folder, { mode: 'read', what: 'planning', env, checked: true })
  const plans = planning(project)
  port.on('message', (question: PlannerQuestion | null) => {
    if (question === null) {
      project.close()
      port.close()
      return
    }
    port.postMessage(reply(question))
  })

  function reply({ id, version, name, asked }: PlannerQuestion): PlannerReply {
    try {
      return { id, ok: true, answer: plans.answer(name, asked as never, version) }
    } catch (error) {
      return { id, ok: false, ...told(error) }
    }
  }
}

function told(error: unknown): Omit<Extract<PlannerReply, { ok: false }>, 'id' | 'ok'> {
  if (error instanceof AppError) {
    const { code, message, remedy, place } = error
    return { code, message, remedy, place }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: null, message, remedy: undefined, place: undefined }
}
