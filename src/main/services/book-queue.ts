import { checkPicture } from '../images/check-picture.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { openQueue, type Queue } from '../queue/index.ts'
import { connectedProviders } from './provider-settings.ts'

/** The queue of an open book, worked by the providers as this computer has them set up. */
export function bookQueue(
  project: Project,
  providers: readonly ImageProvider[] = connectedProviders(project.env),
): Queue {
  return openQueue(project, { providers, checkPicture, freeReserve: async () => project.reserve.release() })
}
