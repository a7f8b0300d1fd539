import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { contract, type Reply, type RouteName } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { dispatch, type Handlers } from './dispatch.ts'
import { openTestDesk, type TestDesk } from './open-test-desk.ts'
import { validInputs } from './valid-inputs.case.ts'

const ROUTES = Object.keys(contract) as RouteName[]

/** Handlers of which one answers as the test says. */
function withHandler(name: RouteName, handle: (input: never) => unknown): Handlers {
  return { [name]: handle } as unknown as Handlers
}

describe('a request', () => {
  test('that succeeds is answered with what the contract names, and nothing else', async () => {
    const handlers = withHandler('app.forget', () => ({ folder: '/home/author', key: 'sk-secret' }))
    const loose = withHandler('app.recent', () => ({ books: [], secret: 'sk-secret' }))
    expect(await dispatch(loose, 'app.recent', {})).toEqual({ ok: true, data: { books: [] } })
    // An empty answer is strict: what is not named there is a fault of ours, and does not leave either.
    expect(await dispatch(handlers, 'app.forget', { id: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'UNEXPECTED' },
    })
  })

  test('of an unknown name is told the one that was meant', async () => {
    expect(await dispatch({} as Handlers, 'tree.outlin', {})).toMatchObject({
      ok: false,
      error: { code: 'UNKNOWN_ROUTE', remedy: 'Did you mean tree.outline?' },
    })
  })

  test.each(['constructor', '__proto__', 'toString', ''])('called %j finds nothing', async (name) => {
    expect(await dispatch({} as Handlers, name, {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_ROUTE' } })
  })

  test('with words that are too many is told how many may be', async () => {
    expect(await dispatch({} as Handlers, 'book.create', { title: 'x'.repeat(1_000_000) })).toMatchObject({
      ok: false,
      error: { code: 'TOO_LONG', message: expect.stringMatching(/^This is too long: \d+ characters are the most\.$/) },
    })
  })

  test('that meets a full disk says so, whichever write it was', async () => {
    const unexpected = vi.fn(() => null)
    const full = withHandler('app.recent', () => {
      throw Object.assign(new Error('write'), { code: 'ENOSPC' })
    })
    expect(await dispatch(full, 'app.recent', {}, { onUnexpected: unexpected })).toMatchObject({
      ok: false,
      error: { code: 'DISK_FULL', remedy: expect.stringContaining('Free some space') },
    })
    expect(unexpected).not.toHaveBeenCalled()
  })

  test('with a field nobody knows is refused, and names it', async () => {
    const reply = await dispatch(
      withHandler('app.forget', () => ({})),
      'app.forget',
      { id: 'a', force: true },
    )
    expect(reply).toMatchObject({ ok: false, error: { code: 'WRONG_USE', message: expect.stringContaining('force') } })
  })

  test('that fails as expected says so with its remedy and place, and without secrets', async () => {
    const handlers = withHandler('app.forget', () => {
      throw new AppError('BAD_INPUT', 'The key sk-abcdefghijklmnop was not taken.', {
        remedy: 'Ask https://me:hunter22@example.com.',
        place: { file: 'a.md', line: 3 },
      })
    })
    const reply = await dispatch(handlers, 'app.forget', { id: 'a' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', place: { file: 'a.md', line: 3 } } })
    expect(JSON.stringify(reply)).not.toMatch(/abcdefgh|hunter22/)
  })

  test('that fails by a fault of ours tells nothing of it, and where it is kept', async () => {
    const handlers = withHandler('app.forget', () => {
      throw new TypeError('at /home/author/book: sk-abcdefghijklmnop')
    })
    const kept: unknown[] = []
    const reply = await dispatch(
      handlers,
      'app.forget',
      { id: 'a' },
      {
        onUnexpected: (error) => {
          kept.push(error)
          return '/tmp/error.log'
        },
      },
    )
    expect(reply).toEqual({
      ok: false,
      error: {
        code: 'UNEXPECTED',
        message: 'Something went wrong that should not have.',
        remedy: 'The details are in /tmp/error.log; what was done before is safe.',
      },
    })
    expect(kept).toHaveLength(1)
  })

  test('tells what it changed after it succeeded, and only then', async () => {
    const told: unknown[] = []
    const onChange = (nouns: readonly string[]) => void told.push(nouns)
    await dispatch(
      withHandler('app.forget', () => ({})),
      'app.forget',
      { id: 'a' },
      { onChange },
    )
    await dispatch(
      withHandler('app.forget', () => {
        throw new Error('no')
      }),
      'app.forget',
      { id: 'a' },
      { onChange },
    )
    expect(told).toEqual([['recent']])
  })
})

describe('whatever comes in', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await openTestDesk()
  })
  afterAll(() => desk.close())

  const anyValue = fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
  })

  test('every route answers, and none throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...ROUTES), fc.string(), anyValue), anyValue, async (name, input) => {
        // A folder of the tests' own computer could be opened by chance alone.
        const reply = await desk.desk.request(name, input)
        expect(isReply(reply)).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(desk.faults).toEqual([])
  })

  test('inputs of the right shape are answered, or refused with a code, on a closed book', async () => {
    for (const name of ROUTES) {
      const reply = await desk.desk.request(name, {})
      expect(isReply(reply), name).toBe(true)
    }
    expect(desk.faults).toEqual([])
  })
})

describe('on an open book', () => {
  let desk: TestDesk
  let words: string[]
  beforeAll(async () => {
    desk = await openTestDesk()
    await desk.ask('book.open', { folder: desk.folder })
    await desk.ask('batch.generate', { styles: ['noir'], gate: 2 })
    await desk.desk.book().work.idle()
    const { chapters } = await desk.ask('tree.outline', {})
    const { panels } = await desk.ask('takes.gallery', { edition: { style: 'noir', lang: 'en' } })
    words = [
      ...['1', '2', 'noir', 'manga', 'en', 'es', 'roughs', 'openai', 'nobody', 'gull', 'OPENAI_API_KEY', 'COMFYUI_URL'],
      ...chapters.flatMap(({ id, scenes }) => [id, ...scenes.map((scene) => scene.id)]),
      ...panels.flatMap(({ panelId, takes }) => [panelId, ...takes.map(({ id }) => id)]),
    ]
  })
  afterAll(() => desk.close())

  /** They make, read or open what lies at a path, and any words may be one. */
  const BY_PATH: readonly RouteName[] = [
    'book.create',
    'book.open',
    'book.sample',
    'script.import',
    'script.preview',
    'reference.add',
    'style.add',
  ]
  const OPEN = ROUTES.filter((name) => !BY_PATH.includes(name) && name !== 'book.close' && name !== 'provider.test')

  test.each(OPEN)('%s has an answer or a reason for whatever it takes', async (name) => {
    await fc.assert(
      fc.asyncProperty(validInputs(name, words), async (input) => {
        const reply = await desk.desk.request(name, input)
        expect(isReply(reply)).toBe(true)
        expect(desk.faults.splice(0)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

function isReply(reply: Reply): boolean {
  return reply.ok ? 'data' in reply : /^[A-Z_]+$/.test(reply.error.code) && reply.error.message !== ''
}
