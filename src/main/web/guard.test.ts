import { describe, expect, test } from 'vitest'
import { admission, originRefusal } from './guard.ts'

const PORT = 8420
const HOST = `127.0.0.1:${PORT}`

describe('where a request comes from', () => {
  test.each([
    ['a link opened in the browser', { host: HOST, 'sec-fetch-site': 'none' }, false],
    ['our own page', { host: HOST, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }, true],
    ['our own page by the other name', { host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` }, true],
    ['a program without a browser, reading', { host: HOST }, false],
  ])('%s may come in', (_, headers, needsOrigin) => {
    expect(originRefusal(headers, PORT, needsOrigin)).toBeNull()
  })

  test.each([
    ['a name that was made to point here', { host: 'evil.example' }, false],
    ['a name that begins like ours', { host: `${HOST}.evil.example` }, false],
    ['another port', { host: '127.0.0.1:80' }, false],
    ['our address without its port', { host: '127.0.0.1' }, false],
    ['no name at all', {}, false],
    ['another site', { host: HOST, origin: 'https://evil.example' }, false],
    ['another port’s page', { host: HOST, origin: 'http://127.0.0.1:9999' }, false],
    ['our name over another scheme', { host: HOST, origin: `https://${HOST}` }, false],
    ['one of our names for the other', { host: HOST, origin: `http://localhost:${PORT}` }, false],
    ['a page without an origin of its own', { host: HOST, origin: 'null' }, false],
    ['a picture on another site', { host: HOST, 'sec-fetch-site': 'cross-site' }, false],
    ['a neighbouring site', { host: HOST, 'sec-fetch-site': 'same-site' }, false],
    ['nobody knows where, changing something', { host: HOST }, true],
  ])('%s may not', (_, headers, needsOrigin) => {
    expect(originRefusal(headers, PORT, needsOrigin)).not.toBeNull()
  })
})

describe('coming in', () => {
  test('takes a link that works once, and a cookie from then on', () => {
    const guests = admission(PORT)
    const token = guests.newToken()
    expect(guests.exchange('something else')).toBeNull()
    const cookie = guests.exchange(token)!
    expect(cookie).toMatch(new RegExp(`^panelwright_${PORT}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
    expect(guests.exchange(token)).toBeNull()
    const pair = cookie.split(';')[0]!
    expect(guests.isKnown(`other=1; ${pair}`)).toBe(true)
  })

  test.each(['', 'panelwright_8420=', 'panelwright_8420=AAAA', 'panelwright_8421=x'])(
    'the cookie %j is nobody’s',
    (cookie) => {
      const guests = admission(PORT)
      guests.exchange(guests.newToken())
      expect(guests.isKnown(cookie)).toBe(false)
      expect(guests.isKnown(undefined)).toBe(false)
    },
  )

  test('links do not pile up for ever', () => {
    const guests = admission(PORT)
    const first = guests.newToken()
    for (let n = 0; n < 20; n++) guests.newToken()
    expect(guests.exchange(first)).toBeNull()
  })
})
