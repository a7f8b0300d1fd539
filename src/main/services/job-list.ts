import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import type { JobFilter, JobRow, Page } from '../store/queue/jobs.ts'

export interface JobView extends Omit<JobRow, 'artStyleId' | 'language' | 'imageIndex'> {
  style: string
  lang: string
  index: number
}

/** Jobs in the order they are worked, one page. */
export function jobsPage(
  { store }: Project,
  {
    states,
    batchId,
    failure,
  }: { states?: JobState[] | undefined; batchId?: string | undefined; failure?: FailureKind | undefined },
  page: Page,
): { total: number; jobs: JobView[] } {
  const { jobs } = queueStore(store.sqlite)
  const filter: JobFilter = {
    ...(states === undefined ? {} : { states }),
    ...(batchId === undefined ? {} : { batchId }),
    ...(failure === undefined ? {} : { failure }),
  }
  return {
    total: jobs.count(filter),
    jobs: jobs.list(filter, page).map(({ artStyleId, language, imageIndex, ...job }) => ({
      ...job,
      style: artStyleId,
      lang: language,
      index: imageIndex,
    })),
  }
}
