import { checkPicture } from '../images/check-picture.ts'
import type { Project } from '../open-project.ts'
import type { ImageProvider } from '../providers/provider.ts'
import { openQueue, type Queue, type Recovery } from '../queue/index.ts'
import { connectedProviders } from './provider-settings.ts'

/**
 * The queue of an open book, worked by the providers as this computer has them set up.
 *
 * @param recovered how the last owner had left things is known already; finding it out again would take what runs now for
 *   what was left
 */
export function bookQueue(
  project: Project,
  providers: readonly ImageProvider[] = connectedProviders(project.env),
  recovered?: Promise<Recovery>,
): Queue {
  return openQueue(project, {
    providers,
    checkPicture,
    freeReserve: async () => project.reserve.release(),
    ...(recovered === undefined ? {} : { recovered }),
  })
}
