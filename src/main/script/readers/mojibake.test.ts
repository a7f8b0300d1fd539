import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_PAGES, type CodePage } from './code-pages.ts'
import { checkEncoding } from './mojibake.ts'

/** What a program shows that reads UTF-8 in a code page. */
function misread(text: string, page: CodePage): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : CODE_PAGES[page][byte - 0x80]))
    .join('')
}

const SENTENCES = [
  'Inês lifts the lantern — “Who’s there?” — and the café’s £2 coin… falls.',
  'À la fenêtre, l’été déjà finit ; « où est-il ? » Ça brûle, Noël !',
  'SÃO JORGE: o coração não está à venda; três naïve gaivotas.',
  'Größe, Übermut, „Ähre“ und Straßenlärm – Öl!',
  'Žluťoučký kůň příšerně úpěl ďábelské ódy. Můžeš?',
  'Мы ждали его до утра, но он не пришёл.',
  '灯台の灯室。三つ編みの少女がレンズを回している。',
  'A family 👨‍👩‍👧‍👦 waves 🎏⛵ from the quay.',
]

describe('finding and mending broken encodings', () => {
  it('has both code pages as decoders have them', () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, index) => index + 0x80)
    expect(CODE_PAGES.macroman).toBe(new TextDecoder('macintosh').decode(bytes))
    expect(CODE_PAGES.cp1252).toHaveLength(128)
  })

  it.each(SENTENCES)('leaves the healthy “%s” alone', (sentence) => {
    expect(checkEncoding(sentence)).toEqual({ damages: [], repaired: sentence, lossy: [] })
  })

  it.each([
    'CAFÉ…',
    'IRMÃ”, disse.',
    '“É verdade” — “Êxito”',
    'IRMÃ–MÃE',
    'À — É… «Ê» Ø° Å…',
    'GARÇON’É l’été d’où',
    '50 m² ± 3 °C, ½ €',
    'Úžasný Úžas',
  ])('is not led astray by capitals beside quotes in “%s”', (text) => {
    expect(checkEncoding(text).damages).toEqual([])
  })

  it.each(SENTENCES.flatMap((sentence) => [['cp1252', sentence] as const, ['macroman', sentence] as const]))(
    'mends %s damage of “%s”',
    (page, sentence) => {
      const check = checkEncoding(misread(sentence, page))
      expect(check.repaired).toBe(sentence)
      expect(check.damages).toMatchObject([{ page, line: 1 }])
      expect(check.lossy).toEqual([])
    },
  )

  it('mends single lines in a healthy text and leaves the others as they are', () => {
    const lines = [SENTENCES[1]!, misread(SENTENCES[0]!, 'cp1252'), SENTENCES[2]!, misread(SENTENCES[1]!, 'macroman')]
    const check = checkEncoding(lines.join('\n'))
    expect(check.repaired).toBe([SENTENCES[1], SENTENCES[0], SENTENCES[2], SENTENCES[1]].join('\n'))
    expect(check.damages.map(({ page, line }) => [page, line])).toEqual([
      ['cp1252', 2],
      ['macroman', 4],
    ])
  })

  it('mends healthy and damaged words side by side', () => {
    expect(checkEncoding('The café where InÃªs “waited”.').repaired).toBe('The café where Inês “waited”.')
  })

  it('mends what went through the mill twice', () => {
    expect(checkEncoding(misread(misread('Inês’s café', 'cp1252'), 'cp1252')).repaired).toBe('Inês’s café')
  })

  it('takes a weak sign seriously in a text that is damaged throughout', () => {
    expect(checkEncoding('CafÃ© und BÃ¤r\nGRÃ–SSE').repaired).toBe('Café und Bär\nGRÖSSE')
    expect(checkEncoding('Café und Bär\nGRÃ–SSE').damages).toEqual([])
  })

  it('lists the places where bytes were lost and leaves them as they are', () => {
    const check = checkEncoding('fine\nâ€œWhoâ€™s there?â€\ufffd InÃªs said.\nA hole \ufffd here.\n')
    expect(check.repaired).toBe('fine\n“Who’s there?â€\ufffd Inês said.\nA hole \ufffd here.\n')
    expect(check.lossy.map((spot) => spot.line)).toEqual([2, 3])
    expect(check.lossy[1]?.text).toBe('A hole \ufffd here.')
    expect(check.lossy[0]).toMatchObject({
      text: expect.stringContaining('InÃªs said'),
      mended: '“Who’s there?â€\ufffd Inês said.',
    })
  })

  it('takes the code page that explains more where both could be meant', () => {
    expect(checkEncoding(misread('The end…', 'macroman'))).toMatchObject({
      repaired: 'The end…',
      damages: [{ page: 'macroman' }],
    })
  })

  it('gives a damaged word and what it was', () => {
    expect(checkEncoding('at the cafÃ© table').damages[0]?.sample).toEqual({ before: 'cafÃ©', after: 'café' })
  })

  it('mends any western text of some length and never changes it when healthy', () => {
    const word = fc.constantFrom(
      'Inês',
      'café',
      'was',
      'the',
      '“so”',
      '—',
      'señor',
      'l’été',
      'naïve',
      '£3',
      'Bär',
      'coração',
      'end…',
    )
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('cp1252' as const, 'macroman' as const),
        (words, page) => {
          const text = words.join(' ')
          expect(checkEncoding(text).repaired).toBe(text)
          expect(checkEncoding(misread(text, page)).repaired).toBe(text)
        },
      ),
    )
  })

  it('never throws and keeps the number of lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const check = checkEncoding(text)
        expect(check.repaired.split('\n')).toHaveLength(text.split('\n').length)
      }),
    )
  })
})
