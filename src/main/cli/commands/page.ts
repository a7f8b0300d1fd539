import { InvalidArgumentError } from 'commander'
import { unknownWord } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { PanelName } from '../../services/paging/find-panel.ts'
import { type Cli, command, type DefineCommand, oneChapter, wholeNumber } from '../command.ts'
import { decisionLines, pageDecisionLines, pageLines } from '../decision-view.ts'
import { withProject } from '../with-project.ts'

interface PageFlags {
  chapter?: string
  scene?: number
  panel?: number
  with?: { scene: number | null; panel: number }
  gutter?: number
  by?: number
  slot?: number
  off?: boolean
}

const WHAT = [
  ...['show', 'fix', 'release', 'gutter', 'merge', 'swap', 'splash', 'spread', 'flow', 'break', 'inset'],
  'withdraw',
] as const
type What = (typeof WHAT)[number]

export const pageCommand: DefineCommand = (cli) =>
  command('page <project> [what] [number]', 'Decide about single pages; the rest of the book flows around it', [
    'page tide.panelwright',
    'page tide.panelwright show 3',
    'page tide.panelwright fix 3',
    'page tide.panelwright gutter 3 --gutter 2 --by 5',
    'page tide.panelwright swap --chapter 1 --scene 2 --panel 3 --with 4',
    'page tide.panelwright splash --chapter 1 --scene 2 --panel 3',
    'page tide.panelwright withdraw 2',
  ])
    .addHelpText('before', HELP)
    .option('--chapter <number>', 'chapter of the panel', oneChapter)
    .option('--scene <number>', 'its scene within the chapter', wholeNumber(1))
    .option('--panel <number>', 'its number within the scene', wholeNumber(1))
    .option('--with <panel>', 'for swap: 4, or 3/4 for panel 4 of scene 3', otherPanel)
    .option('--gutter <number>', 'for gutter: which, as show counts them', wholeNumber(1))
    .option('--by <mm>', 'for gutter: how far; -5 for the other way', millimetres)
    .option('--slot <number>', 'for merge: the first of the two', wholeNumber(1))
    .option('--off', 'for inset: it stands by itself')
    .action((folder: string, word: string | undefined, number: string | undefined, flags: PageFlags) => {
      const what = word === undefined ? null : known(word)
      if (what === null) return withProject(cli, folder, 'read', 'page', (project) => list(cli, project))
      if (what === 'show') {
        const page = pageNumber(what, number)
        return withProject(cli, folder, 'read', 'page', (project) => show(cli, project, page))
      }
      const act = actOn(what, number, flags)
      return withProject(cli, folder, 'own', 'page', async (project) => {
        const report = await act(project)
        cli.output.record(report)
        cli.output.note(report.notes)
        cli.output.text(decisionLines(report, cli.output.columns))
      })
    })

const HELP = `What can be decided, by the number of a page as it is printed:
  show 3      slots and gutters of page 3, numbered
  fix 3       keep page 3 as it is
  release 3   let it flow again
  gutter 3    move a gutter: --gutter 2 --by 5 (mm down, or on in reading order)
  merge 3     one slot of two: --slot 2 joins it with the next
  withdraw 2  take decision 2 of the list back
or by a panel, --chapter 1 --scene 2 --panel 3:
  swap        change places with another panel of the chapter: --with 4
  splash      a page to itself
  spread      two facing pages to itself
  flow        neither, although it asks for one
  break       a page begins with it
  inset       it stands within the panel before it; --off: it does not
Without any of these: all that is decided.
`

async function list(cli: Cli, project: Project): Promise<void> {
  const { listDecisions } = await import('../../services/paging/list-decisions.ts')
  const decisions = listDecisions(project)
  cli.output.record(decisions)
  cli.output.text(pageDecisionLines(decisions, cli.output.columns))
}

async function show(cli: Cli, project: Project, page: number): Promise<void> {
  const { viewPage } = await import('../../services/paging/view-page.ts')
  const view = viewPage(project, page)
  cli.output.record(view)
  cli.output.text(pageLines(view, cli.output.columns))
}

/** What to do, with all that it needs; said before the book is opened. @throws AppError WRONG_USE */
function actOn(what: Exclude<What, 'show'>, number: string | undefined, flags: PageFlags) {
  const edits = () => import('../../services/paging/page-edits.ts')
  if (what === 'withdraw') {
    const decision = pageNumber(what, number)
    return async (project: Project) =>
      (await import('../../services/paging/list-decisions.ts')).withdrawDecision(project, decision)
  }
  if (what === 'fix' || what === 'release' || what === 'gutter' || what === 'merge') {
    const page = pageNumber(what, number)
    const gutter = what === 'gutter' ? need(flags.gutter, what, '--gutter with its number') : 0
    const byMm = what === 'gutter' ? need(flags.by, what, '--by with millimetres') : 0
    const slot = what === 'merge' ? need(flags.slot, what, '--slot with the first of the two slots') : 0
    return async (project: Project) => {
      const { fixOnePage, mergeTwoSlots, moveGutter, releaseOnePage } = await edits()
      if (what === 'fix') return fixOnePage(project, page)
      if (what === 'release') return releaseOnePage(project, page)
      return what === 'gutter' ? moveGutter(project, { page, gutter, byMm }) : mergeTwoSlots(project, page, slot)
    }
  }
  if (number !== undefined) {
    throw new AppError('WRONG_USE', `For ${what} a panel is named, not a page.`, {
      remedy: 'Give --chapter, --scene and --panel.',
    })
  }
  const panel = panelNamed(what, flags)
  const other = what === 'swap' ? need(flags.with, what, '--with and the other panel') : null
  return async (project: Project) => {
    const { breakPage, insetPanel, standAlone, swapPanels } = await edits()
    if (what === 'break') return breakPage(project, panel)
    if (what === 'inset') return insetPanel(project, panel, flags.off !== true)
    if (what !== 'swap') return standAlone(project, panel, what)
    return swapPanels(project, panel, { ...panel, scene: other!.scene ?? panel.scene, panel: other!.panel })
  }
}

function known(word: string): What {
  const what = WHAT.find((each) => each === word)
  if (what) return what
  throw unknownWord('decision called', word, WHAT)
}

function pageNumber(what: What, number: string | undefined): number {
  const subject = what === 'withdraw' ? 'decision' : 'page'
  if (number !== undefined && /^[1-9]\d{0,5}$/.test(number)) return Number(number)
  throw new AppError('WRONG_USE', `Which ${subject}?`, {
    remedy: `Give its number: panelwright page <project> ${what} 3`,
  })
}

function panelNamed(what: What, { chapter, scene, panel }: PageFlags): PanelName {
  return {
    chapter: need(chapter, what, '--chapter'),
    scene: need(scene, what, '--scene'),
    panel: need(panel, what, '--panel'),
  }
}

function need<Value>(value: Value | undefined, what: What, option: string): Value {
  if (value !== undefined) return value
  throw new AppError('WRONG_USE', `For ${what} something is missing.`, { remedy: `Add ${option}.` })
}

function otherPanel(value: string): { scene: number | null; panel: number } {
  const [, scene, panel] = /^(?:(\d{1,5})\/)?(\d{1,5})$/.exec(value) ?? []
  if (panel === undefined) throw new InvalidArgumentError('Give a panel, such as 4, or 3/4 for panel 4 of scene 3.')
  return { scene: scene === undefined ? null : Number(scene), panel: Number(panel) }
}

function millimetres(value: string): number {
  const [, number] = /^([-+−]?\d*\.?\d+)(?:mm)?$/.exec(value) ?? []
  const mm = Number(number?.replace('−', '-'))
  if (number === undefined || mm === 0) throw new InvalidArgumentError('Give millimetres, such as 5 or -2.5.')
  return mm
}
