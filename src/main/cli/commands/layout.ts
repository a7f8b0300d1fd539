import { counted, grouped } from '../../../shared/quantities.ts'
import { command, type DefineCommand } from '../command.ts'
import { addLayoutOptions, type LayoutFlags, layoutWish } from '../layout-options.ts'
import { oneLine, table } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

export const layoutCommand: DefineCommand = (cli) =>
  addLayoutOptions(
    command('layout <project>', 'Lay out the pages, and show how they fall', [
      'layout tide.panelwright',
      'layout tide.panelwright --dial 0.6 --house-style manga --pages x4',
      'layout tide.panelwright --json',
    ]),
  ).action((folder: string, flags: LayoutFlags) =>
    withProject(cli, folder, 'read', 'layout', async (project) => {
      const { layOut } = await import('../../services/laying-out.ts')
      const { bookCrops } = await import('../../services/cropping.ts')
      const { cropLines, cropRecord } = await import('../crop-view.ts')
      const layout = layOut(project, layoutWish(flags))
      const { chapters, pages, panels, format, notes } = layout
      const crops = bookCrops(layout)
      pages.forEach((page, index) => {
        cli.output.record({
          page: index + 1,
          chapter: chapters[page.chapter]?.number ?? null,
          panels: page.panels.map(({ id }) => id),
        })
      })
      cli.output.record(cropRecord(crops))
      const rows = chapters.map(({ number, title }, index) => {
        const own = pages.filter(({ chapter }) => chapter === index)
        const count = own.reduce((sum, page) => sum + page.panels.length, 0)
        return [
          `  ${number}`,
          oneLine(title),
          counted(own.length, 'page'),
          counted(count, 'panel'),
          own.length === 0 ? '' : `${(count / own.length).toFixed(1)} a page`,
        ]
      })
      cli.output.note(notes)
      cli.output.text([
        `${counted(pages.length, 'page')} of ${format.name}, ${grouped(panels.size)} panels`,
        ...table(rows, [2, 3, 4]),
        ...cropLines(crops, layout),
      ])
    }),
  )
