import { parentPort, workerData } from 'node:worker_threads'
import { chooseSharpBuild } from './window/sharp-build.ts'

/** A thread of its own that plans for one book, which it only reads: a plan of a whole book takes seconds. */
chooseSharpBuild()
const { serve } = await import('./services/planner/serve.ts')
serve(parentPort!, workerData as { folder: string; env: NodeJS.ProcessEnv })
