import { resolve } from 'node:path'
import type { OpenOptions, Project } from '../open-project.ts'
import type { Cli } from './command.ts'
import { problemOfDiagnostic } from './problem-line.ts'

/**
 * Opens a project for one command, says what its opening had to say, and gives it free again however the command ends.
 *
 * @param verb the command, told to others who want the book meanwhile
 */
export async function withProject<Result>(
  cli: Cli,
  folder: string,
  mode: OpenOptions['mode'],
  verb: string,
  work: (project: Project) => Result | Promise<Result>,
): Promise<Result> {
  const { openProject } = await import('../open-project.ts')
  const project = openProject(resolve(cli.cwd, folder), {
    mode,
    what: `panelwright ${verb}`,
    now: cli.now,
    env: cli.env,
  })
  try {
    for (const notice of project.notices) cli.output.warn(problemOfDiagnostic(notice))
    return await work(project)
  } finally {
    project.close()
  }
}
