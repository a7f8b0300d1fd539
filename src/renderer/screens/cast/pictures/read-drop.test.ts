import { expect, test } from 'vitest'
import { type DropContent, readDrop } from './read-drop.ts'

const NOTHING: DropContent = { files: [], folders: [], uriList: '', html: '', text: '' }
const srcOf = (html: string) => /src="([^"]+)"/.exec(html)?.[1] ?? null
const read = (content: Partial<DropContent>) => readDrop({ ...NOTHING, ...content }, srcOf)
const png = new File(['x'], 'nell.png')

test('a picture out of a browser is the file it brings, and its address where it brings none', () => {
  const html = '<a href="https://art.example/page"><img src="https://art.example/nell.jpg"></a>'
  expect(read({ files: [png], html, uriList: 'https://art.example/page' })).toEqual([{ kind: 'file', file: png }])
  expect(read({ html, uriList: 'https://art.example/page' })).toEqual([
    { kind: 'address', address: 'https://art.example/nell.jpg' },
  ])
})

test('a picture that stands in its address is a file', async () => {
  const [found] = read({ html: `<img src="data:image/png;base64,${btoa('bytes')}">` })
  expect(found).toMatchObject({ kind: 'file', file: { name: 'picture.png', size: 5 } })
})

test.each<[what: string, content: Partial<DropContent>, kinds: string[]]>([
  ['a folder beside a file', { folders: ['Portraits'], files: [png] }, ['folder', 'file']],
  ['a list of addresses with a note', { uriList: '# from a page\r\nhttps://art.example/x.png' }, ['address']],
  ['a pasted address', { text: ' https://art.example/x.png\n' }, ['address']],
  ['words', { text: 'She has copper plaits.' }, ['text']],
  ['words with an address in them', { text: 'see https://art.example/x.png' }, ['text']],
  ['an address that runs something', { uriList: 'javascript:alert(1)', text: 'javascript:alert(1)' }, ['text']],
  ['a file’s address', { uriList: 'file:///etc/passwd' }, ['nothing']],
  ['nothing', {}, ['nothing']],
])('%s', (_, content, kinds) => {
  expect(read(content).map(({ kind }) => kind)).toEqual(kinds)
})
