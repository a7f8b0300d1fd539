import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exportAddress, referenceAddress, takeAddress, upload } from './address.ts'

beforeEach(() => vi.stubGlobal('window', { devicePixelRatio: 2 }))
afterEach(() => vi.unstubAllGlobals())

describe('addresses', () => {
  test('ask for as many pixels as the screen shows', () => {
    expect(takeAddress('t1', 110)).toBe('/asset/take/t1?w=220')
    expect(takeAddress('t1')).toBe('/asset/take/t1')
    expect(referenceAddress('r1', 48.2)).toBe('/asset/reference/r1?w=97')
  })

  test('name a file by its id, whatever signs that has', () => {
    expect(exportAddress('Salt & Iron (noir).pdf')).toBe('/asset/export/Salt%20%26%20Iron%20(noir).pdf')
  })
})

describe('handing a file over', () => {
  const file = new File(['# One'], 'côté.md')

  test('gives what requests call it by', async () => {
    const fetched = vi.fn(async (_address: string, _init: object) => Response.json({ upload: 'u1', name: 'côté.md' }))
    vi.stubGlobal('fetch', fetched)
    expect(await upload(file)).toEqual({ upload: 'u1' })
    expect(fetched.mock.calls[0]![0]).toBe('/upload?name=c%C3%B4t%C3%A9.md')
  })

  test('says why it was not taken', async () => {
    vi.stubGlobal('fetch', async () => new Response('The file is larger than 64 MB.\n', { status: 413 }))
    await expect(upload(file)).rejects.toThrow('The file is larger than 64 MB.')
  })
})
