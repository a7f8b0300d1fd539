import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { closest, unknownWord } from '../../shared/closest.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { parseAddresses } from '../providers/comfyui/address.ts'
import { type Graph, idsInOrder, isLink, nodeName } from '../providers/comfyui/graph.ts'
import { comfyServer } from '../providers/comfyui/server.ts'
import {
  type Bindings,
  FIELDS,
  type Field,
  isField,
  parsePlace,
  placeProblem,
  placeText,
  type Workflow,
} from '../providers/comfyui/workflow/bindings.ts'
import { graphProblems } from '../providers/comfyui/workflow/graph-problems.ts'
import { bindingsOf, guessBindings } from '../providers/comfyui/workflow/guess-bindings.ts'
import { outputNodes, readExport } from '../providers/comfyui/workflow/read-export.ts'
import { ProviderError } from '../providers/provider.ts'
import { type StoredWorkflow, workflowFiles } from '../store/workflows.ts'
import { settingsOf } from './provider-settings.ts'

/** One part of a request and where it goes, for people. */
export interface BindingView {
  field: Field
  /** `6.text`; several where it goes to several inputs. Empty = it has no effect. */
  places: string[]
  /** The nodes by name. */
  nodes: string[]
  /** Why, as a clause; null where nothing was found. */
  why: string | null
}

export interface WorkflowView {
  name: string
  hash: string
  path: string
  /** How many nodes it has. */
  nodes: number
  bindings: BindingView[]
}

type Book = Pick<Project, 'folder' | 'readOnly'>

/** Fields that are shown also when they go nowhere: each picture differs in them. */
const EXPECTED: readonly Field[] = ['prompt', 'negative', 'seed', 'width', 'height']
const LONGEST_NAME = 60

/**
 * Takes a workflow that ComfyUI exported for its API into the project.
 *
 * @param bind what the author says against the guesses: `prompt=6.text`, `seed=` for nothing
 * @throws AppError BAD_INPUT for a file that is none, WRONG_USE for a binding that cannot be, NOT_FOUND, READ_ONLY
 */
export function addWorkflow(
  project: Book,
  file: string,
  options: { name?: string | undefined; bind?: readonly string[] | undefined } = {},
): WorkflowView & { replaced: boolean; diagnostics: Diagnostic[] } {
  if (project.readOnly) throw project.readOnly
  const graph = graphIn(file)
  return keep(project, nameFor(file, options.name), graph, { file, bind: options.bind ?? [] })
}

/**
 * Binds a workflow of the book otherwise. Pictures that are queued keep it as it was.
 *
 * @param bind as in addWorkflow; what is not named stays as it is
 * @throws AppError WRONG_USE, NOT_FOUND, DAMAGED_BOOK, READ_ONLY
 */
export function bindWorkflow(
  project: Book,
  name: string,
  bind: readonly string[],
): WorkflowView & { replaced: boolean; diagnostics: Diagnostic[] } {
  if (project.readOnly) throw project.readOnly
  const { graph, bindings } = load(project, findWorkflow(project, name))
  const kept = FIELDS.map((field) => `${field}=${(bindings[field] ?? []).map(placeText).join(',')}`)
  return keep(project, name, graph, { file: name, bind: [...kept, ...bind] })
}

/** What a file that ComfyUI exported holds, before it is taken in. @throws AppError BAD_INPUT, NOT_FOUND */
export function readWorkflow(file: string): WorkflowDraft {
  const graph = graphIn(file)
  const guesses = guessBindings(graph)
  const why = new Map(guesses.map((guess) => [guess.field, guess.why]))
  const draft: Workflow = { kind: 'comfyui-workflow', graph, bindings: bindingsOf(guesses) }
  return {
    name: basename(file, extname(file)).replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME),
    nodes: Object.keys(graph).length,
    bindings: bindingViews(draft, why, FIELDS),
    choices: choicesIn(graph),
  }
}

/** A workflow of the book with everything its fields could be bound to. @throws AppError as showWorkflow */
export function workflowDraft(project: Pick<Project, 'folder'>, name: string): WorkflowDraft {
  const workflow = load(project, findWorkflow(project, name))
  const { graph } = workflow
  return {
    name,
    nodes: Object.keys(graph).length,
    bindings: bindingViews(workflow, reasonsOf(workflow), FIELDS),
    choices: choicesIn(graph),
  }
}

/** Takes a name out of the book's list; queued pictures keep their workflow. @throws AppError WRONG_USE, READ_ONLY */
export function removeWorkflow(project: Book, name: string): void {
  if (project.readOnly) throw project.readOnly
  findWorkflow(project, name)
  workflowFiles(project.folder).remove(name)
}

/** An input of a node that holds a value, so that a part of a request could go there. */
export interface PlaceChoice {
  /** `6.text`, or `9` for a node whose picture may be taken. */
  place: string
  /** The node by name. */
  node: string
  input: string
  kind: 'words' | 'number' | 'other' | 'output'
  /** What stands there now, cut to a line. */
  value: string
}

/** A workflow with what its fields go to, and what they could go to. */
export interface WorkflowDraft {
  name: string
  nodes: number
  /** Every field there is. */
  bindings: BindingView[]
  choices: PlaceChoice[]
}

const LONGEST_VALUE = 80

function choicesIn(graph: Graph): PlaceChoice[] {
  const inputs = idsInOrder(graph).flatMap((id) =>
    Object.entries(graph[id]!.inputs)
      .filter(([, value]) => !isLink(value))
      .map(([input, value]): PlaceChoice => {
        const kind = typeof value === 'string' ? 'words' : typeof value === 'number' ? 'number' : 'other'
        const text = String(typeof value === 'object' ? JSON.stringify(value) : value).replace(/\s+/g, ' ')
        return {
          place: placeText({ node: id, input }),
          node: nodeName(graph, id),
          input,
          kind,
          value: text.slice(0, LONGEST_VALUE),
        }
      }),
  )
  const outputs = outputNodes(graph).map(
    (id): PlaceChoice => ({ place: id, node: nodeName(graph, id), input: '', kind: 'output', value: '' }),
  )
  return [...inputs, ...outputs]
}

/** @throws AppError BAD_INPUT, NOT_FOUND */
function graphIn(file: string): Graph {
  const read = readExport(readText(file))
  if (read.ok) return read.graph
  throw new AppError('BAD_INPUT', read.message, {
    remedy: read.remedy,
    place: { file, ...(read.line === undefined ? {} : { line: read.line }) },
  })
}

function keep(
  project: Book,
  name: string,
  graph: Graph,
  { file, bind }: { file: string; bind: readonly string[] },
): WorkflowView & { replaced: boolean; diagnostics: Diagnostic[] } {
  const guesses = guessBindings(graph)
  const asked = saidBindings(graph, bind)
  const bindings = without(bindingsOf(guesses), asked)
  if (!bindings.prompt)
    throw new AppError('BAD_INPUT', said`It is not clear where the prompt goes in this workflow.`, {
      place: { file },
      remedy: said`Say it: --bind prompt=${promptHint(graph)}; or write %prompt% into the text in ComfyUI.`,
    })
  const files = workflowFiles(project.folder)
  const before = files.all().find((entry) => entry.name === name)
  const workflow: Workflow = { kind: 'comfyui-workflow', graph, bindings }
  const stored = files.add(name, `${JSON.stringify(workflow, null, 1)}\n`)
  return {
    ...viewOf(
      name,
      stored,
      workflow,
      asked.size === 0 ? new Map(guesses.map(({ field, why }) => [field, why])) : reasonsOf(workflow),
    ),
    replaced: before !== undefined && before.hash !== stored.hash,
    diagnostics: unboundWarnings(bindings, file),
  }
}

export function listWorkflows(project: Pick<Project, 'folder'>): { name: string; hash: string; path: string }[] {
  return workflowFiles(project.folder).all()
}

/** @throws AppError WRONG_USE for an unknown name, NOT_FOUND, DAMAGED_BOOK */
export function showWorkflow(project: Pick<Project, 'folder'>, name: string): WorkflowView {
  const stored = findWorkflow(project, name)
  const workflow = load(project, stored)
  return viewOf(name, stored, workflow, reasonsOf(workflow))
}

/** Why each field goes where it does: by the guess, or because the author said so. */
function reasonsOf({ graph, bindings }: Workflow): ReadonlyMap<Field, string> {
  const why = new Map(guessBindings(graph).map((guess) => [guess.field, guess]))
  const reasons = Object.entries(bindings).map(([field, places]): [Field, string] => {
    const guess = why.get(field as Field)
    const isGuess = JSON.stringify(guess?.places) === JSON.stringify(places)
    return [field as Field, isGuess && guess ? guess.why : said`you said so`]
  })
  return new Map(reasons)
}

/** What a name stands for now. @throws AppError WRONG_USE with the one that was probably meant */
export function findWorkflow(project: Pick<Project, 'folder'>, name: string): StoredWorkflow {
  const all = listWorkflows(project)
  const found = all.find((entry) => entry.name === name)
  if (found) return { hash: found.hash, path: found.path }
  if (all.length === 0)
    throw new AppError('WRONG_USE', said`There is no workflow "${name}"; the book has none.`, {
      remedy: said`Add one with: panelwright workflow add <project> <file.json>`,
    })
  throw unknownWord(
    'workflow',
    name,
    all.map((entry) => entry.name),
  )
}

export interface WorkflowCheck {
  name: string
  /** What each server says. */
  servers: { host: string; problems: string[]; reachable: boolean }[]
}

/**
 * Holds a workflow against what the servers have: nodes, models and other choices. Draws nothing.
 *
 * @throws AppError WRONG_USE for an unknown name, UNAVAILABLE when no server answers
 */
export async function checkWorkflow(
  project: Pick<Project, 'folder'>,
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<WorkflowCheck> {
  const { graph } = load(project, findWorkflow(project, name))
  const setting = settingsOf(env)
  const addresses = parseAddresses(setting('COMFYUI_URL') ?? '', setting('COMFYUI_AUTH'))
  const signal = new AbortController().signal
  const servers = await Promise.all(
    addresses.map(async (address) => {
      const { host } = address
      try {
        const info = await comfyServer(address).objectInfo(null, signal)
        return { host, reachable: true, problems: graphProblems(graph, info) }
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        return { host, reachable: false, problems: [error.says ?? said`ComfyUI at ${host} cannot be asked.`] }
      }
    }),
  )
  if (servers.some(({ reachable }) => reachable)) return { name, servers }
  throw new AppError('UNAVAILABLE', servers[0]?.problems[0] ?? said`COMFYUI_URL is not the address of a server.`, {
    remedy: said`The workflow is in the book all the same; check it again when the server runs.`,
  })
}

function load(project: Pick<Project, 'folder'>, stored: StoredWorkflow): Workflow {
  return JSON.parse(workflowFiles(project.folder).read(stored)) as Workflow
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const message = code === 'ENOENT' ? said`There is no such file.` : said`This file cannot be read (${code}).`
    throw new AppError(code === 'ENOENT' ? 'NOT_FOUND' : 'BAD_INPUT', message, { place: { file }, cause })
  }
}

function nameFor(file: string, given: string | undefined): string {
  const name = (given ?? basename(file, extname(file))).replace(/\s+/g, ' ').trim()
  if (name !== '' && name.length <= LONGEST_NAME) return name
  throw new AppError('WRONG_USE', said`“${name}” cannot be the name of a workflow.`, {
    remedy: said`Give another with --name, of 1 to ${LONGEST_NAME} characters.`,
  })
}

/** `prompt=6.text_g,6.text_l`: the fields the author speaks of, with their places; none = it goes nowhere. */
function saidBindings(graph: Graph, texts: readonly string[]): Map<Field, Bindings[Field]> {
  return new Map(
    texts.map((text): [Field, Bindings[Field]] => {
      const [, word = '', targets] = /^([^=]*)=(.*)$/s.exec(text) ?? []
      if (targets === undefined)
        throw new AppError('WRONG_USE', said`“${text}” is no binding.`, { remedy: said`Give it like prompt=6.text.` })
      if (!isField(word)) throw unknownWord('field', word, FIELDS)
      const places = targets
        .split(',')
        .map((target) => target.trim())
        .filter(Boolean)
        .map(parsePlace)
      for (const place of places) {
        const problem = placeProblem(graph, word, place)
        if (problem === null) continue
        const near = closest(place.input, Object.keys(graph[place.node]?.inputs ?? {}))
        throw new AppError(
          'WRONG_USE',
          problem,
          near ? { remedy: said`Did you mean ${word}=${place.node}.${near}?` } : {},
        )
      }
      return [word, places.length > 0 ? places : undefined]
    }),
  )
}

/** The guesses where the author says nothing. */
function without(guessed: Bindings, said: ReadonlyMap<Field, Bindings[Field]>): Bindings {
  const merged = { ...guessed, ...Object.fromEntries(said) }
  return Object.fromEntries(Object.entries(merged).filter(([, places]) => places !== undefined)) as Bindings
}

function promptHint(graph: Graph): string {
  for (const [id, { inputs }] of Object.entries(graph))
    for (const name of ['text', 'prompt', 'string', 'value'])
      if (typeof inputs[name] === 'string') return `${id}.${name}`
  return '<node>.<input>'
}

function unboundWarnings(bindings: Bindings, file: string): Diagnostic[] {
  const warn = (message: string, remedy: string): Diagnostic => ({
    severity: 'warning',
    code: 'workflow-unbound',
    file: basename(file),
    line: 0,
    message,
    remedy,
  })
  return [
    ...(bindings.seed
      ? []
      : [
          warn(
            said`The seed goes nowhere: all pictures of a panel will be alike.`,
            said`Say where: --bind seed=3.seed.`,
          ),
        ]),
    ...(bindings.width && bindings.height
      ? []
      : [
          warn(
            said`The size goes nowhere: pictures come as large as the workflow has them, and are cropped to their panels.`,
            said`Say where: --bind width=5.width height=5.height.`,
          ),
        ]),
  ]
}

function viewOf(
  name: string,
  { hash, path }: StoredWorkflow,
  workflow: Workflow,
  why: ReadonlyMap<Field, string>,
): WorkflowView {
  const { graph, bindings } = workflow
  const shown = FIELDS.filter((field) => bindings[field] || EXPECTED.includes(field))
  return {
    name,
    hash,
    path,
    nodes: Object.keys(graph).length,
    bindings: bindingViews(workflow, why, shown),
  }
}

function bindingViews(
  { graph, bindings }: Workflow,
  why: ReadonlyMap<Field, string>,
  fields: readonly Field[],
): BindingView[] {
  return fields.map((field) => {
    const places = bindings[field] ?? []
    return {
      field,
      places: places.map(placeText),
      nodes: [...new Set(places.map(({ node }) => nodeName(graph, node)))],
      why: bindings[field] ? (why.get(field) ?? null) : null,
    }
  })
}
