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
    ['http://a:1, http://b:2,http://a:1', ['http://a:1', 'http://b:2']],
  ])('%j', (address, urls) => {
    expect(hosts({ A1111_URL: address }).map(({ url }) => url)).toEqual(urls)
  })

  test.each(['ftp://box', 'http://', 'http://a:99999999'])('%s is none', (address) => {
    expect(() => hosts({ A1111_URL: address })).toThrow(expect.objectContaining({ kind: 'wrong-address' }))
  })

  test('holds no password: it is shown, and kept in a file', () => {
    expect(() => hosts({ A1111_URL: 'http://me:secret@box' })).toThrow(
      expect.objectContaining({ kind: 'wrong-address', says: expect.not.stringContaining('secret') }),
    )
  })

  test('goes with a name and password, which may have colons', () => {
    const [host] = hosts({ A1111_URL: 'http://box', A1111_AUTH: ' me:a:b ' })
    expect(host).toMatchObject({ authorization: `Basic ${btoa('me:a:b')}`, secrets: expect.arrayContaining(['a:b']) })
  })
})
