import type { Check } from './doctor/check.ts'
import { checkDisk, checkWriting } from './doctor/folder-checks.ts'
import { checkProject } from './doctor/project-checks.ts'
import { checkKeys, checkProviders } from './doctor/provider-checks.ts'
import { checkFonts, checkJudges, checkNode, checkSharp, checkSqlite } from './doctor/tool-checks.ts'

export type { Check } from './doctor/check.ts'

export interface DoctorQuestion {
  /** A project to look at as well, or null. */
  project: string | null
  /** Where one works: its disk and its rights are looked at. */
  folder: string
  env: NodeJS.ProcessEnv
}

/**
 * Looks whether everything Panelwright needs is there and works, by using it. Nothing is changed, nothing is bought,
 * no key is shown. Never throws: what breaks is a finding.
 */
export async function examine({ project, folder, env }: DoctorQuestion): Promise<Check[]> {
  const workplace = project ?? folder
  const examinations: { name: string; look: () => Check[] | Promise<Check[]> }[] = [
    { name: 'Node', look: () => [checkNode(process.versions.node)] },
    { name: 'SQLite', look: checkSqlite },
    { name: 'Pictures', look: checkSharp },
    { name: 'Fonts', look: checkFonts },
    { name: 'Disk', look: () => checkDisk(workplace) },
    { name: 'Writing', look: () => checkWriting(workplace) },
    { name: 'Keys', look: () => checkKeys(env) },
    { name: 'Providers', look: () => checkProviders(env) },
    { name: 'Outside judges', look: checkJudges },
    ...(project === null ? [] : [{ name: 'Project', look: () => checkProject(project) }]),
  ]
  const found: Check[] = []
  // One after another: each uses the machine fully, and a report in a steady order is easier to compare.
  for (const { name, look } of examinations) found.push(...(await survive(name, look)))
  return found
}

async function survive(name: string, look: () => Check[] | Promise<Check[]>): Promise<Check[]> {
  try {
    return await look()
  } catch (error) {
    return [
      {
        name,
        state: 'missing',
        found: error instanceof Error ? error.message : String(error),
        remedy: 'Install Panelwright again in its folder: npm ci',
      },
    ]
  }
}
