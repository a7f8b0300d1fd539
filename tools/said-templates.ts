import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/**
 * Every template of a message that main says (`shared/said/said.ts`), read from the sources.
 *
 * Parts that the code chooses between are written out: a choice by a count becomes forms (`{0|# panel|# panels}`), any
 * other choice a template of its own.
 */

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** Text and values in turn; values by the words of their expression. */
type Piece = string | { expression: string; forms: [one: string, other: string] | null }

/** What the window says where main cannot is said the same way. */
const SOURCES = ['src/main', 'src/comic', 'src/shared', 'src/renderer/api']
/** Spoken to by nobody but the command line. */
const LEFT_OUT = /[/\\](?:cli|fixtures)[/\\]|\.(?:test|case)\.ts$/
const MOST_CHOICES = 64

export interface SaidTemplate {
  template: string
  /** Where it is said, `src/main/…:12`. */
  place: string
}

/** @param root folder of the project */
export function saidTemplates(root: string): SaidTemplate[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => file.endsWith('.ts') && !LEFT_OUT.test(file))
      .toSorted()
      .flatMap((file) => templatesOf(file, readFileSync(join(root, file), 'utf8'))),
  )
}

/** Templates of one file. Exported for its test. */
export function templatesOf(file: string, source: string): SaidTemplate[] {
  if (!source.includes('said`')) return []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  const scope: Scope = { source, constants: new Map() }
  const found: SaidTemplate[] = []
  walk(program as unknown as Node, (node) => {
    if (node.type === 'VariableDeclarator') keepConstant(node, scope)
    if (node.type.includes('Function')) keepParameters(node, scope)
  })
  walk(program as unknown as Node, (node) => {
    if (node.type !== 'TaggedTemplateExpression' || (node.tag as Node & { name?: string }).name !== 'said') return
    const place = `${file.replaceAll('\\', '/')}:${source.slice(0, node.start).split('\n').length}`
    for (const pieces of choicesOf(node.quasi as Node, scope)) {
      const template = written(pieces)
      if (template !== '') found.push({ template, place })
    }
  })
  return found
}

interface Scope {
  source: string
  /** Constants of the file; null = not words, or more than one of that name. */
  constants: Map<string, Node | null>
}

function keepConstant(node: Node, { constants }: Scope): void {
  const [id, init] = [node.id as Node & { name?: string }, node.init as Node | null]
  if (id.type !== 'Identifier' || !id.name) return
  // A name that is given twice may mean either.
  constants.set(id.name, init && isWords(init) && !constants.has(id.name) ? init : null)
}

function isWords(node: Node): boolean {
  if (node.type === 'ConditionalExpression') return isWords(node.consequent as Node) && isWords(node.alternate as Node)
  if (node.type === 'LogicalExpression') return node.operator === '??' && isWords(node.right as Node)
  return (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral' || isSaid(node)
}

/** What a function is given may be called like a constant elsewhere. */
function keepParameters(node: Node, { constants }: Scope): void {
  for (const parameter of (node.params as Node[] | undefined) ?? [])
    walk(parameter, (each) => {
      if (each.type === 'Identifier') constants.set((each as Node & { name: string }).name, null)
    })
}

function isSaid(node: Node): boolean {
  return node.type === 'TaggedTemplateExpression' && (node.tag as Node & { name?: string }).name === 'said'
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of Object.values(node ?? {}))
    for (const each of Array.isArray(child) ? child : [child])
      if (each && typeof (each as Node).type === 'string') walk(each as Node, visit)
}

/** What an expression may become, as pieces; one that cannot be known here is a value. */
function choicesOf(node: Node, scope: Scope): Piece[][] {
  if (node.type === 'Literal' && typeof node.value === 'string') return [[node.value]]
  if (isSaid(node)) return choicesOf(node.quasi as Node, scope)
  if (node.type === 'TemplateLiteral') return ofTemplate(node, scope)
  if (node.type === 'ParenthesizedExpression') return choicesOf(node.expression as Node, scope)
  if (node.type === 'ConditionalExpression') return ofCondition(node, scope)
  if (node.type === 'LogicalExpression' && node.operator === '??')
    return [...choicesOf(node.left as Node, scope), ...choicesOf(node.right as Node, scope).filter(isSomething)]
  if (node.type === 'CallExpression') return ofCall(node, scope)
  if (node.type === 'Identifier') {
    const constant = scope.constants.get((node as Node & { name: string }).name)
    if (constant) return choicesOf(constant, scope)
  }
  return [[{ expression: textOf(node, scope), forms: null }]]
}

/** `?? ''` is for the compiler. */
function isSomething(pieces: Piece[]): boolean {
  return pieces.some((piece) => piece !== '')
}

function textOf(node: Node, { source }: Scope): string {
  return source.slice(node.start, node.end)
}

function ofTemplate(node: Node, scope: Scope): Piece[][] {
  const quasis = node.quasis as { value: { cooked: string } }[]
  const expressions = node.expressions as Node[]
  let choices: Piece[][] = [[]]
  for (const [index, quasi] of quasis.entries()) {
    const next = expressions[index]
    const after = next ? choicesOf(next, scope) : [[]]
    choices = choices.flatMap((before) => after.map((each) => [...before, quasi.value.cooked, ...each]))
    if (choices.length > MOST_CHOICES) throw new Error(`Too many choices in ${textOf(node, scope)}`)
  }
  return choices
}

/** `n === 1 ? 'was' : 'were'` is a form of n; any other choice is two templates. */
function ofCondition(node: Node, scope: Scope): Piece[][] {
  const [test, one, other] = [node.test as Node, node.consequent as Node, node.alternate as Node]
  const [ones, others] = [choicesOf(one, scope), choicesOf(other, scope)]
  const count = countOf(test, scope)
  if (count !== null && ones.length === 1 && others.length === 1) {
    const forms = [ones[0], others[0]].map((pieces) => formOf(pieces as Piece[], count))
    if (forms[0] !== null && forms[1] !== null)
      return [[{ expression: count, forms: [forms[0] as string, forms[1] as string] }]]
  }
  return [...ones, ...others]
}

/** The expression that is compared with one. */
function countOf(test: Node, scope: Scope): string | null {
  if (test.type !== 'BinaryExpression' || test.operator !== '===') return null
  return (test.right as Node).value === 1 ? textOf(test.left as Node, scope) : null
}

/** Words of a form; null = it holds other values than the count. */
function formOf(pieces: Piece[], count: string): string | null {
  const words = pieces.map((piece) => {
    if (typeof piece === 'string') return piece
    return piece.forms === null && bare(piece.expression) === count ? '#' : null
  })
  return words.includes(null) ? null : words.join('')
}

/** `grouped(n)` writes n. */
function bare(expression: string): string {
  return /^grouped\((.*)\)$/s.exec(expression)?.[1] ?? expression
}

/** `counted(n, 'panel')` */
function ofCall(node: Node, scope: Scope): Piece[][] {
  const name = (node.callee as Node & { name?: string }).name
  const [count, noun, plural] = node.arguments as [Node, (Node & { value?: unknown })?, (Node & { value?: unknown })?]
  if (name !== 'counted' || typeof noun?.value !== 'string') return [[{ expression: textOf(node, scope), forms: null }]]
  const many = typeof plural?.value === 'string' ? plural.value : `${noun.value}s`
  return [[{ expression: textOf(count, scope), forms: [`# ${noun.value}`, `# ${many}`] }]]
}

function written(pieces: Piece[]): string {
  const numbers = new Map<string, number>()
  const counts = new Set(pieces.flatMap((piece) => (typeof piece !== 'string' && piece.forms ? piece.expression : [])))
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece
      const inner = bare(piece.expression)
      const key = counts.has(inner) ? inner : piece.expression
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return piece.forms ? `{${number}|${piece.forms.join('|')}}` : `{${number}}`
    })
    .join('')
    .trim()
}
