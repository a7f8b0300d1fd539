/**
 * Words before and behind names of comic scripts in German, Spanish, French, Japanese and Arabic, as parts of regular
 * expressions. Labels stand in capitals.
 */
export const FOREIGN_CAPTIONS =
  'ERZÄHLER(?:IN)?|ERZÄHLTEXT|TEXTKASTEN|TEXTBOX|KASTENTEXT|KASTEN|BLOCKTEXT|BILDTEXT|OFF-?TEXT|' +
  'CARTELAS?|NARRADORA?|NARRACIÓN|CARTUCHOS?|DIDASCALIAS?|TEXTO(?: DE APOYO)?|VOZ EN OFF|RÓTULO|' +
  'R[ÉE]CITATIFS?|NARRATEUR|NARRATRICE|CARTOUCHES?|VOIX[ -]OFF|ENCADRÉ|' +
  'ナレーション|ナレ|モノローグ|キャプション|الراوي|راو|تعليق'
export const FOREIGN_SOUNDS =
  'GERÄUSCHE?|SOUND ?WORDS?|SOUND|LAUTMALEREI|ONOMATOPOESIE|' +
  'ONOMATOPEYAS?|SONIDOS?|EFECTOS?(?: DE SONIDO| SONOROS?)?|RUIDO|' +
  'ONOMATOPÉES?|BRUIT(?:S|AGE)?|EFFET SONORE|' +
  '効果音|擬音|描き文字|صوت|مؤثر صوتي'
export const FOREIGN_REMARKS =
  'HINWEIS|NOTIZ|ANMERKUNG|BESCHREIBUNG|SCHILD|NOTAS?|DESCRIPCIÓN|REMARQUE|DESCRIPTIF|注|備考|看板|貼り紙|張り紙|手紙|画面|表示|時計|ملاحظة'

/** Notes in brackets: the shape of balloon that they ask for. */
export const FOREIGN_OFF =
  'aus dem off|außerhalb|fuera de (?:campo|cuadro|plano|viñeta)|hors[ -](?:champ|case|cadre)|画面外|オフ'
export const FOREIGN_WHISPER =
  'flüster(?:t|nd)|leise|murmel(?:t|nd)|susurra(?:ndo)?|en voz baja|murmura(?:ndo)?|chuchot(?:e|ant)|murmur(?:e|ant)|tout bas|à voix basse|小声|ささやき|ささやく|همس'
export const FOREIGN_THOUGHT =
  'denkt|denkend|gedanken?|gedacht|piensa|pensando|pensamiento|pense|pensant|en pensée|pensées?|心の声|心の中|思考|يفكر'
export const FOREIGN_BURST =
  'schrei(?:t|end)|ruft|rufend|brüll(?:t|end)|laut|grita(?:ndo)?|a gritos|gritos|cri(?:e|ant)|hurl(?:e|ant)|叫び|叫ぶ|大声|يصرخ'
export const FOREIGN_ELECTRIC =
  'funk|über funk|am telefon|telefon|lautsprecher|por (?:teléfono|radio)|teléfono|altavoz|au téléphone|téléphone|haut-parleur|電話|無線|放送|هاتف'
