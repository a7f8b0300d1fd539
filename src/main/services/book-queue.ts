import { checkPicture } from '../images/check-picture.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { connectProviders } from '../providers/registry.ts'
import { openQueue, type Queue } from '../queue/index.ts'

/** The queue of an open book, worked by the providers that ship. */
export function bookQueue(project: Project, providers: readonly ImageProvider[] = connectProviders()): Queue {
  return openQueue(project, { providers, checkPicture, freeReserve: async () => project.reserve.release() })
}
