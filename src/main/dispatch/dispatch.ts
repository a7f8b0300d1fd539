import type { z } from 'zod'
import { closest } from '../../shared/closest.ts'
import {
  type Contract,
  contract,
  isRoute,
  type Noun,
  type ParsedInput,
  type Problem,
  type Reply,
  type RouteName,
} from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { redact } from '../../shared/redact.ts'
import { said } from '../../shared/said/said.ts'
import { fullDisk } from '../services/full-disk.ts'

/** One handler for every route: one that is missing, or one too many, does not compile. */
export type Handlers = {
  readonly [Name in RouteName]: (
    input: ParsedInput<Name>,
  ) => z.input<Contract[Name]['output']> | Promise<z.input<Contract[Name]['output']>>
}

export interface DispatchHooks {
  /** Something changed that others may show. */
  onChange?: (nouns: readonly Noun[]) => void
  /** A fault of ours, with all its details; they never leave main. @returns where they are kept, null = nowhere */
  onUnexpected?: (error: unknown, name: string) => string | null
}

/**
 * Answers one request, from wherever it comes. Never throws: every failure is a value with a code, a sentence and, where
 * there is one, the remedy. Nothing leaves but what the contract names.
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  raw: unknown,
  { onChange, onUnexpected }: DispatchHooks = {},
): Promise<Reply> {
  if (typeof name !== 'string' || !isRoute(name)) return failed(unknownRoute(name))
  try {
    const { input, output, changes } = contract[name]
    const parsed = input.safeParse(raw ?? {})
    if (!parsed.success) return failed(wrongInput(name, parsed.error))
    const handle = handlers[name] as (input: unknown) => unknown
    const data = output.parse(await handle(parsed.data))
    if (changes.length > 0) onChange?.(changes)
    return { ok: true, data }
  } catch (error) {
    if (error instanceof AppError) return failed(problemFrom(error))
    // A full disk is no fault of ours, whichever write met it first.
    const full = fullDisk(error)
    if (full !== null) return failed(problemFrom(full))
    return failed(unexpected(error, name, onUnexpected))
  }
}

function unknownRoute(name: unknown): Problem {
  const near = typeof name === 'string' ? closest(name.slice(0, 100), Object.keys(contract)) : null
  return {
    code: 'UNKNOWN_ROUTE',
    message: `There is no request ${typeof name === 'string' ? `"${name.slice(0, 100)}"` : 'without a name'}.`,
    ...(near ? { remedy: `Did you mean ${near}?` } : {}),
  }
}

function wrongInput(name: string, { issues }: z.ZodError): Problem {
  const [issue] = issues
  if (issue?.code === 'too_big' && issue.origin === 'string')
    return {
      code: 'TOO_LONG',
      message: said`This is too long: ${issue.maximum} characters are the most.`,
      remedy: said`Shorten it; what was there before stays until then.`,
    }
  const path = issue?.path.map(String).join('.') ?? ''
  return {
    code: 'WRONG_USE',
    message: `${name} cannot be asked like this: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'wrong input'}.`,
  }
}

function problemFrom({ code, message, remedy, place }: AppError): Problem {
  return {
    code,
    message: redact(message),
    ...(remedy === undefined ? {} : { remedy: redact(remedy) }),
    ...(place === undefined
      ? {}
      : {
          place: {
            ...(place.file === undefined ? {} : { file: place.file }),
            ...(place.line === undefined ? {} : { line: place.line }),
          },
        }),
  }
}

function unexpected(error: unknown, name: string, onUnexpected: DispatchHooks['onUnexpected']): Problem {
  let log: string | null = null
  try {
    log = onUnexpected?.(error, name) ?? null
  } catch {
    // Whoever keeps faults must not make one of them.
  }
  return {
    code: 'UNEXPECTED',
    message: said`Something went wrong that should not have.`,
    remedy: log ? said`The details are in ${log}; what was done before is safe.` : said`What was done before is safe.`,
  }
}

function failed(error: Problem): Reply {
  return { ok: false, error }
}
