import { command, type DefineCommand } from '../command.ts'
import { addLayoutOptions, type LayoutFlags, layoutWish } from '../layout-options.ts'
import { layoutView } from '../layout-view.ts'
import { withProject } from '../with-project.ts'

interface Flags extends LayoutFlags {
  try?: boolean
}

export const layoutCommand: DefineCommand = (cli) =>
  addLayoutOptions(
    command('layout <project>', 'Lay out the pages, and show how they fall; what is asked for is kept', [
      'layout tide.panelwright',
      'layout tide.panelwright --dial 0.6 --house-style manga --pages x4',
      'layout tide.panelwright --house-style album --try',
      'layout tide.panelwright --json',
    ]),
  )
    .option('--try', 'show it so, and keep nothing')
    .action((folder: string, flags: Flags) => {
      const wish = layoutWish(flags)
      const keeps = Object.keys(wish).length > 0 && flags.try !== true
      return withProject(cli, folder, keeps ? 'own' : 'read', 'layout', async (project) => {
        const { layOut } = await import('../../services/laying-out.ts')
        const { keptWish } = await import('../../services/shaping/book-to-lay-out.ts')
        const { bookCrops } = await import('../../services/cropping.ts')
        const { cropLines, cropRecord } = await import('../crop-view.ts')
        const { keepWish } = await import('../../services/paging/book-wish.ts')
        const { wishWords } = await import('../../services/paging/wish-words.ts')
        const kept = keeps ? keepWish(project, wish) : null
        const layout = kept?.layout ?? layOut(project, wish)
        layout.pages.forEach((page, index) => {
          cli.output.record({
            page: index + 1,
            chapter: layout.chapters[page.chapter]?.number ?? null,
            panels: page.panels.map(({ id }) => id),
          })
        })
        const crops = bookCrops(layout)
        cli.output.record(cropRecord(crops))
        if (kept) cli.output.record({ kept: keptWish(project), changed: kept.changed, changedPages: kept.pages })
        cli.output.note(layout.notes)
        cli.output.text([
          ...layoutView(layout, wishWords({ ...keptWish(project), ...wish })),
          ...cropLines(crops, layout),
          ...(kept?.changed ? [`Kept with the book: ${kept.done}.`] : []),
          ...(kept?.changed === false ? ['The book keeps just that already.'] : []),
          ...(flags.try && Object.keys(wish).length > 0 ? ['Not kept; leave --try out to keep it.'] : []),
        ])
      })
    })
