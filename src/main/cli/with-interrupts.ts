import type { Cli } from './command.ts'
import { type Interrupts, watchInterrupts } from './interrupts.ts'

/** Runs work that minds Ctrl-C; afterwards signals mean what they usually do. */
export async function withInterrupts<Result>(
  cli: Cli,
  onChange: (phase: 'landing' | 'aborting') => void,
  work: (interrupts: Interrupts) => Promise<Result>,
): Promise<Result> {
  const interrupts = watchInterrupts(cli.signals, cli.now, onChange)
  try {
    return await work(interrupts)
  } finally {
    interrupts.dispose()
  }
}
