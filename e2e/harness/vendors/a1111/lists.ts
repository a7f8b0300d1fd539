import { type Answer, jsonOf, type Seen } from '../vendor-server.ts'
import { type A1111Server, failed } from './a1111-server.ts'
import { previewOf } from './picture.ts'

const GIB = 1024 ** 3

/** Answers everything that makes no picture; null = there is no such path. */
export async function lookUp(server: A1111Server, seen: Seen): Promise<Answer | null> {
  const answer = ANSWERS[`${seen.method} ${seen.path}`]
  return answer ? answer(server, seen) : null
}

type Give = (server: A1111Server, seen: Seen) => Promise<Answer | null> | Answer | null

const ok = (body: object): Answer => ({ status: 200, body })

const ANSWERS: Record<string, Give> = {
  'GET /sdapi/v1/samplers': ({ facts }) => ok(facts.samplers),
  'GET /sdapi/v1/schedulers': ({ facts }) => ok(facts.schedulers),
  'GET /sdapi/v1/sd-models': ({ checkpoints }) => ok(checkpoints),
  'GET /sdapi/v1/loras': () =>
    ok([{ name: 'wet-ink', alias: 'wet-ink', path: '/srv/models/Lora/wet-ink.safetensors' }]),
  'GET /sdapi/v1/upscalers': () =>
    ok(['None', 'Lanczos', 'R-ESRGAN 4x+'].map((name) => ({ name, model_name: null, model_path: null, scale: 4 }))),
  'GET /sdapi/v1/options': ({ loaded }) => ok({ samples_format: 'png', sd_model_checkpoint: loaded }),
  'POST /sdapi/v1/options': setOptions,
  'GET /sdapi/v1/memory': () =>
    ok({
      ram: { free: 20 * GIB, used: 12 * GIB, total: 32 * GIB },
      cuda: { system: { free: 9.5 * GIB, used: 2.5 * GIB, total: 12 * GIB } },
    }),
  'GET /sdapi/v1/progress': progress,
  'POST /sdapi/v1/interrupt': (server) => {
    server.interrupts++
    server.worker.interrupted = true
    server.release()
    return server.facts.interruptStatus === 204 ? { status: 204, body: '' } : ok({})
  },
  'POST /sdapi/v1/skip': (server) => {
    server.worker.skipped = true
    server.release()
    return ok({})
  },
  'GET /sdapi/v1/ip-adapters': ({ flavour, ipAdapters }) => (flavour === 'sdnext' ? ok([...ipAdapters]) : null),
  'POST /internal/progress': taskProgress,
  'GET /controlnet/version': ({ hasControlNet }) => (hasControlNet ? ok({ version: 3 }) : null),
  'GET /controlnet/model_list': ({ hasControlNet, controlModels }) =>
    hasControlNet ? ok({ model_list: controlModels }) : null,
  'GET /controlnet/module_list': ({ hasControlNet, facts }) =>
    hasControlNet ? ok({ module_list: ['none', 'canny', ...facts.controlModules], module_detail: {} }) : null,
  'GET /controlnet/settings': ({ hasControlNet }) =>
    hasControlNet ? ok({ control_net_unit_count: CONTROL_UNITS }) : null,
  'GET /controlnet/control_types': controlTypes,
}

/** Tabs of ControlNet; what a request has more is dropped. */
export const CONTROL_UNITS = 3

function controlTypes({ hasControlNet, controlModels, facts }: A1111Server): Answer | null {
  if (!hasControlNet) return null
  const type = (module_list: string[], model_list: string[]) => ({
    module_list,
    model_list,
    default_option: module_list[0],
    default_model: model_list[0] ?? 'None',
  })
  const adapters = controlModels.filter((name) => name.startsWith('ip-adapter'))
  return ok({
    control_types: {
      All: type(['none', 'canny', ...facts.controlModules], ['None', ...controlModels]),
      'IP-Adapter': type([...facts.controlModules], [...adapters]),
    },
  })
}

function setOptions(server: A1111Server, seen: Seen): Answer {
  const wanted = jsonOf(seen, (message) => failed(422, 'HTTPException', message)).sd_model_checkpoint
  if (wanted === undefined) return ok({})
  const found = findCheckpoint(server, wanted)
  if (!found) throw failed(500, 'RuntimeError', `model '${wanted}' not found`)
  server.loaded = found
  return ok({})
}

/** Title of a checkpoint by any of its names; null = there is none. */
export function findCheckpoint({ checkpoints }: A1111Server, name: unknown): string | null {
  const one = checkpoints.find(({ title, model_name, hash, filename }) =>
    [title, model_name, hash, filename.slice(filename.lastIndexOf('/') + 1)].includes(name as string),
  )
  return one?.title ?? null
}

async function progress({ worker }: A1111Server, { query }: Seen): Promise<Answer> {
  const withImage = query.get('skip_current_image') !== 'true'
  return ok({
    progress: worker.progress,
    eta_relative: 0,
    state: worker.state,
    current_image: withImage && worker.picture ? await previewOf(worker.picture) : null,
    textinfo: null,
  })
}

async function taskProgress({ worker, facts }: A1111Server, seen: Seen): Promise<Answer | null> {
  const body = jsonOf(seen, (message) => failed(422, 'HTTPException', message))
  const task = facts.knowsTasks ? String(body.id_task) : ''
  const active = worker.current !== null && worker.current === task
  const status = { active, queued: worker.pending.has(task), completed: worker.finished.includes(task) }
  if (!active) return ok({ ...status, progress: null, live_preview: null, id_live_preview: -1, textinfo: 'Waiting...' })
  const picture = body.live_preview !== false && body.id_live_preview !== 1 ? worker.picture : null
  return ok({
    ...status,
    progress: worker.progress,
    eta: 1,
    live_preview: picture ? `data:image/jpeg;base64,${await previewOf(picture)}` : null,
    id_live_preview: picture ? 1 : body.id_live_preview,
    textinfo: null,
  })
}
