import { type FontScript, isEastAsian, scriptOfLanguage } from './scripts.ts'
import type { LetteringRole } from './type-case.ts'

/** A font file that ships with the app, whole, with the licence of its package. */
interface FontFile {
  /** Of `@expo-google-fonts`. */
  fontPackage: string
  /** Folder of the weight in the package; the file's name ends in it. */
  weight: string
  family: string
  /** Apparent size beside the others, where the height of capitals does not tell. */
  scale?: number
}

/** All under the SIL Open Font License. */
const FILES = {
  comicRelief: { fontPackage: 'comic-relief', family: 'ComicRelief', weight: '400Regular' },
  comicReliefBold: { fontPackage: 'comic-relief', family: 'ComicRelief', weight: '700Bold' },
  bangers: { fontPackage: 'bangers', family: 'Bangers', weight: '400Regular', scale: 1.12 },
  mali: { fontPackage: 'mali', family: 'Mali', weight: '500Medium' },
  maliBold: { fontPackage: 'mali', family: 'Mali', weight: '700Bold' },
  maliBoldItalic: { fontPackage: 'mali', family: 'Mali', weight: '700Bold_Italic' },
  notoNaskhArabic: { fontPackage: 'noto-naskh-arabic', family: 'NotoNaskhArabic', weight: '500Medium', scale: 1.15 },
  notoNaskhArabicBold: { fontPackage: 'noto-naskh-arabic', family: 'NotoNaskhArabic', weight: '700Bold', scale: 1.15 },
  rakkas: { fontPackage: 'rakkas', family: 'Rakkas', weight: '400Regular', scale: 1.2 },
  varelaRound: { fontPackage: 'varela-round', family: 'VarelaRound', weight: '400Regular' },
  secularOne: { fontPackage: 'secular-one', family: 'SecularOne', weight: '400Regular' },
  kalam: { fontPackage: 'kalam', family: 'Kalam', weight: '400Regular', scale: 1.1 },
  kalamBold: { fontPackage: 'kalam', family: 'Kalam', weight: '700Bold', scale: 1.1 },
  shipporiAntique: { fontPackage: 'shippori-antique', family: 'ShipporiAntique', weight: '400Regular', scale: 1 },
  mochiyPopOne: { fontPackage: 'mochiy-pop-one', family: 'MochiyPopOne', weight: '400Regular', scale: 1 },
  doHyeon: { fontPackage: 'do-hyeon', family: 'DoHyeon', weight: '400Regular', scale: 1.05 },
  nanumGothicBold: { fontPackage: 'nanum-gothic', family: 'NanumGothic', weight: '700Bold', scale: 1 },
  nanumGothicExtraBold: { fontPackage: 'nanum-gothic', family: 'NanumGothic', weight: '800ExtraBold', scale: 1 },
  notoSansSc: { fontPackage: 'noto-sans-sc', family: 'NotoSansSC', weight: '500Medium', scale: 1 },
  notoSansScBlack: { fontPackage: 'noto-sans-sc', family: 'NotoSansSC', weight: '900Black', scale: 1 },
  zcoolKuaiLe: { fontPackage: 'zcool-kuaile', family: 'ZCOOLKuaiLe', weight: '400Regular', scale: 1.05 },
  notoSansTc: { fontPackage: 'noto-sans-tc', family: 'NotoSansTC', weight: '500Medium', scale: 1 },
  notoSansTcBlack: { fontPackage: 'noto-sans-tc', family: 'NotoSansTC', weight: '900Black', scale: 1 },
} as const satisfies Record<string, FontFile>

export type FontName = keyof typeof FILES

/** What a shipped font is loaded from: a file in `resources/fonts`, copied by the build out of `source`. */
export interface ShippedFont {
  /** `ComicRelief_700Bold.ttf`. */
  file: string
  fontPackage: string
  /** Path within the package. */
  source: string
  scale?: number
}

export const SHIPPED_FONTS = Object.fromEntries(
  Object.entries(FILES).map(([name, font]: [string, FontFile]) => {
    const file = `${font.family}_${font.weight}.ttf`
    const scale = font.scale === undefined ? {} : { scale: font.scale }
    return [name, { file, fontPackage: font.fontPackage, source: `${font.weight}/${file}`, ...scale }]
  }),
) as Record<FontName, ShippedFont>

/** A typeface: a font as drawn, or leant where its family has no italics. */
export interface FaceChoice {
  font: FontName
  /** Tangent of the lean. */
  slant?: number
}

/** About eleven degrees: what emphasis leans in comics. */
const LEAN = 0.2

const face = (font: FontName): FaceChoice => ({ font })
const leant = (font: FontName): FaceChoice => ({ font, slant: LEAN })

type FacesByRole = Record<LetteringRole, readonly FaceChoice[]>

/** Hands that draw the Latin alphabet, Cyrillic and Greek. */
const WESTERN: FacesByRole = {
  dialogue: [face('comicRelief'), face('mali')],
  emphasis: [leant('comicReliefBold'), face('maliBoldItalic')],
  caption: [face('comicRelief'), face('mali')],
  shout: [face('bangers'), face('comicReliefBold')],
  sfx: [face('bangers'), face('comicReliefBold')],
}

/** Mali has italics of its own, for Thai as for Vietnamese. */
const MALI: FacesByRole = {
  dialogue: [face('mali')],
  emphasis: [face('maliBoldItalic')],
  caption: [face('mali')],
  shout: [face('maliBold')],
  sfx: [face('maliBold')],
}

const ARABIC: FacesByRole = {
  dialogue: [face('notoNaskhArabic')],
  // Arabic is emphasised by weight: its letters do not lean.
  emphasis: [face('notoNaskhArabicBold')],
  caption: [face('notoNaskhArabic')],
  shout: [face('rakkas'), face('notoNaskhArabicBold')],
  sfx: [face('rakkas'), face('notoNaskhArabicBold')],
}

const HEBREW: FacesByRole = {
  dialogue: [face('varelaRound')],
  emphasis: [face('secularOne')],
  caption: [face('varelaRound')],
  shout: [face('secularOne')],
  sfx: [face('secularOne')],
}

const DEVANAGARI: FacesByRole = {
  dialogue: [face('kalam')],
  emphasis: [face('kalamBold')],
  caption: [face('kalam')],
  shout: [face('kalamBold')],
  sfx: [face('kalamBold')],
}

/** Shippori Antique is the mixture that manga is lettered in: sans characters, old-style kana. */
const JAPANESE: FacesByRole = {
  dialogue: [face('shipporiAntique'), face('mochiyPopOne')],
  emphasis: [face('mochiyPopOne'), face('shipporiAntique')],
  caption: [face('shipporiAntique'), face('mochiyPopOne')],
  shout: [face('mochiyPopOne'), face('shipporiAntique')],
  sfx: [face('mochiyPopOne'), face('shipporiAntique')],
}

/** Nanum Gothic has all 11,172 syllables, Do Hyeon the common ones. */
const KOREAN: FacesByRole = {
  dialogue: [face('nanumGothicBold')],
  emphasis: [face('doHyeon'), face('nanumGothicExtraBold')],
  caption: [face('nanumGothicBold')],
  shout: [face('doHyeon'), face('nanumGothicExtraBold')],
  sfx: [face('doHyeon'), face('nanumGothicExtraBold')],
}

const SIMPLIFIED: FacesByRole = {
  dialogue: [face('notoSansSc')],
  emphasis: [face('notoSansScBlack')],
  caption: [face('notoSansSc')],
  shout: [face('zcoolKuaiLe'), face('notoSansScBlack')],
  sfx: [face('zcoolKuaiLe'), face('notoSansScBlack')],
}

const TRADITIONAL: FacesByRole = {
  dialogue: [face('notoSansTc')],
  emphasis: [face('notoSansTcBlack')],
  caption: [face('notoSansTc')],
  shout: [face('notoSansTcBlack')],
  sfx: [face('notoSansTcBlack')],
}

const FACES: Record<FontScript, FacesByRole> = {
  latin: WESTERN,
  vietnamese: { ...MALI, shout: [face('bangers'), face('maliBold')], sfx: [face('bangers'), face('maliBold')] },
  cyrillic: WESTERN,
  greek: WESTERN,
  arabic: ARABIC,
  hebrew: HEBREW,
  devanagari: DEVANAGARI,
  thai: MALI,
  japanese: JAPANESE,
  korean: KOREAN,
  'simplified-chinese': SIMPLIFIED,
  'traditional-chinese': TRADITIONAL,
  // No font that ships has the script: its characters are reported unless a font of the author's has them.
  other: WESTERN,
}

/** For a role and a script the typefaces that ship, best first. */
export function shippedFaces(role: LetteringRole, script: FontScript): readonly FaceChoice[] {
  return FACES[script][role]
}

/** Where signs are looked for that the faces of a script lack. Small fonts first. */
export const SYMBOL_FACES: readonly FaceChoice[] = [face('comicRelief'), face('shipporiAntique')]

/** The script whose faces a text of a language starts with, before any other that it needs. */
export function leadingScript(language: string, script: FontScript): FontScript {
  const own = scriptOfLanguage(language)
  return script === 'latin' && isEastAsian(own) ? own : script
}
