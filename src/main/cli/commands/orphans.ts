import { resolve } from 'node:path'
import { counted, formatBytes } from '../../../shared/quantities.ts'
import { command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { oneLine } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

/** Lines of a list; the table has them all. */
const SHOWN = 40

const KINDS = { 'no-row': 'no picture of the book', unfinished: 'unfinished', 'no-file': 'file is gone' } as const

export const orphansCommand: DefineCommand = (cli) =>
  command('orphans <project>', 'List files no picture of the book points at, and pictures without their file', [
    'orphans tide.panelwright',
    'orphans tide.panelwright --out orphans.csv',
  ])
    .option('--out <file>', 'write the whole list as a table (CSV)')
    .action((folder: string, { out }: { out?: string }) =>
      withProject(cli, folder, 'read', 'orphans', async (project) => {
        const { findOrphans, orphanBytes, writeOrphans } = await import('../../services/orphans.ts')
        const orphans = await findOrphans(project)
        for (const orphan of orphans) cli.output.record(orphan)
        const { output } = cli
        if (out !== undefined) {
          const file = resolve(cli.cwd, out)
          writeOrphans(file, orphans)
          output.note(`The list is in ${displayPath(cli.cwd, file)}.`)
        }
        if (orphans.length === 0) return output.text('Every file belongs to the book, and every picture has its file.')
        const left = orphans.length - SHOWN
        output.text([
          `${counted(orphans.length, 'orphan')}, ${formatBytes(orphanBytes(orphans))} on disk. Nothing was changed.`,
          ...orphans
            .slice(0, SHOWN)
            .map(({ path, kind, bytes }) => `  ${oneLine(path)}  ${KINDS[kind]}, ${formatBytes(bytes)}`),
          ...(left > 0 ? [`  and ${left} more; --out writes them all`] : []),
        ])
      }),
    )
