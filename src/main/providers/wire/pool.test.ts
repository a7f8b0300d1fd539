import { expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { Pool } from './pool.ts'

const away = () => Promise.reject(new ProviderError('unreachable', 'nobody answers'))

test('the least busy server gets the next call', async () => {
  const pool = new Pool(['a', 'b'])
  const taken: string[] = []
  let finish = () => {}
  const open = new Promise<void>((resolve) => {
    finish = resolve
  })
  const work = async (server: string) => {
    taken.push(server)
    await open
  }
  const calls = [pool.use(work), pool.use(work), pool.use(work), pool.use(work)]
  finish()
  await Promise.all(calls)
  expect(taken.toSorted()).toEqual(['a', 'a', 'b', 'b'])
})

test('a server that is away is passed over for a while', async () => {
  let now = 0
  const pool = new Pool(['a', 'b'], () => now)
  const asked: string[] = []
  const work = async (server: string) => {
    asked.push(server)
    return server === 'a' ? away() : server
  }
  expect(await pool.use(work)).toBe('b')
  expect(await pool.use(work)).toBe('b')
  now = 31_000
  expect(await pool.use(work)).toBe('b')
  expect(asked).toEqual(['a', 'b', 'b', 'a', 'b'])
})

test('with all away each is tried once, and it is said', async () => {
  const asked: string[] = []
  const work = (server: string) => {
    asked.push(server)
    return away()
  }
  await expect(new Pool(['a', 'b']).use(work)).rejects.toMatchObject({ kind: 'unreachable' })
  expect(asked).toEqual(['a', 'b'])
})

test('a failure that would come anywhere is not carried on', async () => {
  const asked: string[] = []
  const work = (server: string) => {
    asked.push(server)
    return Promise.reject(new ProviderError('invalid', 'no'))
  }
  await expect(new Pool(['a', 'b']).use(work)).rejects.toMatchObject({ kind: 'invalid' })
  expect(asked).toEqual(['a'])
})
