import { resolve } from 'node:path'
import { formatUsd } from '../../../shared/quantities.ts'
import { choice, command, type DefineCommand } from '../command.ts'
import { oneLine } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

interface DescribeFlags {
  change?: string
  provider?: string
  dryRun?: boolean
}

export const describeCommand: DefineCommand = (cli) =>
  command('describe <project> <picture>', 'Have a model that sees write the prompt of a picture; one paid call', [
    'describe tide.panelwright lamp-room.jpg --dry-run',
    'describe tide.panelwright lamp-room.jpg --change "at night, without the people"',
  ])
    .option('--change <words>', 'then have the prompt changed so, in a second call')
    .addOption(choice('--provider <id>', 'who looks; otherwise whoever there is a key for', ['openai', 'google']))
    .option('--dry-run', 'only say who would write it, and for how much')
    .action((folder: string, picture: string, flags: DescribeFlags) =>
      withProject(cli, folder, flags.dryRun ? 'read' : 'own', 'describe', async (project) => {
        const { describe, longestWish, quoteDescribing } = await import('../../services/describing.ts')
        const quoteOf = (of: 'picture' | 'prompt') => quoteDescribing(project, cli.env, longestWish(of), flags.provider)
        const quotes = [quoteOf('picture'), ...(flags.change === undefined ? [] : [quoteOf('prompt')])]
        const untilUsd = quotes.reduce((sum, quote) => sum + quote.untilUsd, 0)
        const { provider, model, fromUsd } = quotes[0]!
        const price = fromUsd === null ? 'nobody knows for how much' : `at most about ${formatUsd(untilUsd)}`
        if (flags.dryRun) {
          cli.output.record({ type: 'quote', provider, model, untilUsd: fromUsd === null ? null : untilUsd })
          cli.output.text([`${provider} ${model} would write it, ${price}.`])
          return
        }
        const options = { provider: flags.provider, agreedUsd: untilUsd }
        const first = await describe(project, cli.env, { picture: resolve(cli.cwd, picture) }, options)
        const last =
          flags.change === undefined
            ? first
            : await describe(project, cli.env, { prompt: first.prompt, direction: flags.change }, options)
        const costUsd = last === first ? first.costUsd : sum(first.costUsd, last.costUsd)
        cli.output.record({ type: 'prompt', prompt: last.prompt, provider, model, costUsd })
        cli.output.text([oneLine(last.prompt)])
      }),
    )

const sum = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other)
