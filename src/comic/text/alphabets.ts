/** The letters that writing a group of languages takes. */
export interface Alphabet {
  name: string
  characters: string
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('')

/** What a national standard puts into rows of two-byte characters: the characters a reader of it expects. */
function standard(encoding: string, firstRow: number, lastRow: number): string {
  const decoder = new TextDecoder(encoding)
  const bytes = new Uint8Array((lastRow - firstRow + 1) * ROW_LENGTH * 2)
  let at = 0
  for (let row = firstRow; row <= lastRow; row++)
    for (let cell = FIRST_CELL; cell <= LAST_CELL; cell++) {
      bytes[at++] = row
      bytes[at++] = cell
    }
  // The standards leave gaps, which decode to nothing or to private characters.
  return decoder.decode(bytes).replace(/[\ufffd\ue000-\uf8ff]/g, '')
}

const FIRST_CELL = 0xa1
const LAST_CELL = 0xfe
const ROW_LENGTH = LAST_CELL - FIRST_CELL + 1

let all: Alphabet[] | null = null

/** All alphabets that coverage is told of, made when first asked for: some have thousands of characters. */
export function alphabets(): readonly Alphabet[] {
  all ??= [
    { name: 'Basic Latin', characters: range(0x21, 0x7e) },
    { name: 'Western European', characters: `${range(0xc0, 0xd6)}${range(0xd8, 0xf6)}${range(0xf8, 0xff)}ŒœŸ¡¿«»‹›` },
    {
      name: 'Central European',
      characters: 'ĄąĆćĈĉĊċČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŔŕŖŗŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț',
    },
    { name: 'Turkish', characters: 'ÇçĞğİıÖöŞşÜü' },
    {
      name: 'Vietnamese',
      characters:
        'ĂăÂâĐđÊêÔôƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ',
    },
    { name: 'Cyrillic', characters: `${range(0x410, 0x44f)}ЁёЄєІіЇїҐґЎўЂђЈјЉљЊњЋћЏџЃѓЌќЅѕ` },
    { name: 'Greek', characters: 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωΆΈΉΊΌΎΏΪΫάέήίόύώϊϋΐΰ' },
    { name: 'Arabic', characters: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ؟،؛٠١٢٣٤٥٦٧٨٩' },
    { name: 'Persian and Urdu', characters: 'پچژگکیٹڈڑںھہے۰۱۲۳۴۵۶۷۸۹' },
    { name: 'Hebrew', characters: `${range(0x5d0, 0x5ea)}־׳״ְֱֲֳִֵֶַָֹֻּׁׂ` },
    {
      name: 'Devanagari',
      characters: `${range(0x905, 0x90d)}${range(0x90f, 0x911)}${range(0x913, 0x914)}${range(0x915, 0x928)}${range(0x92a, 0x930)}${range(0x935, 0x939)}लािीुूृेैोौंःँ़्।॥०१२३४५६७८९`,
    },
    { name: 'Thai', characters: `${range(0xe01, 0xe3a)}${range(0xe40, 0xe4e)}` },
    { name: 'Kana', characters: `${range(0x3041, 0x3093)}${range(0x30a1, 0x30f6)}ー、。「」『』・` },
    { name: 'Japanese, common characters', characters: standard('euc-jp', 0xb0, 0xcf) },
    { name: 'Japanese, all characters', characters: standard('euc-jp', 0xb0, 0xf4) },
    { name: 'Korean, common syllables', characters: standard('euc-kr', 0xb0, 0xc8) },
    { name: 'Korean, all syllables', characters: range(0xac00, 0xd7a3) },
    { name: 'Simplified Chinese', characters: standard('gb18030', 0xb0, 0xf7) },
    { name: 'Traditional Chinese', characters: standard('big5', 0xa4, 0xc6) },
  ]
  return all
}

export interface Coverage {
  name: string
  has: number
  of: number
}

/** How much of each alphabet a typeface draws; alphabets it has nothing of are left out. */
export function coverageOf(face: { has(character: string): boolean }): Coverage[] {
  return alphabets().flatMap(({ name, characters }) => {
    const letters = [...new Set(characters)]
    const has = letters.filter((letter) => face.has(letter)).length
    return has === 0 ? [] : [{ name, has, of: letters.length }]
  })
}
