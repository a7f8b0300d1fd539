import { describe, expect, test } from 'vitest'
import { hostsIn } from './servers.ts'

const hosts = (settings: Record<string, string>) => hostsIn((name) => settings[name])

describe('the address', () => {
  test.each([
    ['', ['http://127.0.0.1:7860']],
    [' , ', ['http://127.0.0.1:7860']],
    ['http://box:7861/', ['http://box:7861']],
    ['box:7861', ['http://box:7861']],
    ['https://art.example/webui/', ['https://art.example/webui']],
    ['http://a:1, http://b:2', ['http://a:1', 'http://b:2']],
  ])('%j', (address, urls) => {
    expect(hosts({ A1111_URL: address }).map(({ url }) => url)).toEqual(urls)
  })

  test.each(['ftp://box', 'http://', 'http://a:99999999'])('%s is none', (address) => {
    expect(() => hosts({ A1111_URL: address })).toThrow(expect.objectContaining({ kind: 'wrong-address' }))
  })

  test('keeps a name and password to itself, wherever they stand', () => {
    const [own] = hosts({ A1111_URL: 'http://me:s%20cret@box', A1111_AUTH: 'other:thing' })
    expect(own).toMatchObject({ url: 'http://box', host: 'box', authorization: `Basic ${btoa('me:s cret')}` })
    expect(own?.secrets).toContain('s cret')
    const [shared] = hosts({ A1111_URL: 'http://box', A1111_AUTH: 'me:a:b' })
    expect(shared).toMatchObject({ authorization: `Basic ${btoa('me:a:b')}`, secrets: expect.arrayContaining(['a:b']) })
  })
})
