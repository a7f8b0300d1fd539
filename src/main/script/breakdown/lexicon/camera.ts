import type { Angle, Shot } from '../../../../shared/domain/index.ts'

/** Framing as authors write it, most specific first. */
export const SHOT_PATTERNS: readonly { pattern: RegExp; shot: Shot; angle?: Angle }[] = [
  { pattern: /\b(?:extreme|big|very) close|\becu\b|\bxcu\b/, shot: 'extreme-close-up' },
  { pattern: /\bmedium[ -]close|\bmcu\b|\bhead and shoulders\b|\bbust\b/, shot: 'medium-close-up' },
  { pattern: /\bclose[ -]?(?:up|shot)?\b|\bcu\b/, shot: 'close-up' },
  { pattern: /\bextreme(?:ly)? (?:long|wide)|\bels\b|\bpanorama\b|\bvista\b/, shot: 'extreme-long' },
  { pattern: /\bmedium[ -](?:long|wide|full)|\bmls\b|\bamerican\b|\bcowboy\b|\bthree[ -]quarter/, shot: 'medium-long' },
  {
    pattern: /\bbird'?s?['’]?s?[ -]eye|\baerial\b|\bfrom the air\b|\bdrone\b/,
    shot: 'extreme-long',
    angle: 'birds-eye',
  },
  { pattern: /\bworm'?s?['’]?s?[ -]eye/, shot: 'full', angle: 'worms-eye' },
  { pattern: /\bover[ -]the[ -]shoulder|\bots\b/, shot: 'over-the-shoulder' },
  { pattern: /\bpoint[ -]of[ -]view|\bpov\b|\bsubjective\b/, shot: 'point-of-view' },
  { pattern: /\btwo[ -]?shot\b|\b2[ -]?shot\b|\bprofile of both\b/, shot: 'two-shot' },
  { pattern: /\bestablishing\b|\bexterior\b/, shot: 'establishing' },
  { pattern: /\binsert\b|\bdetail\b|\bmacro\b|\binset\b/, shot: 'detail' },
  { pattern: /\bcut-?away\b|\bcross[ -]section\b/, shot: 'long' },
  { pattern: /\bfull\b|\bhead to (?:toe|foot)\b/, shot: 'full' },
  { pattern: /\btracking\b|\btravelling\b|\bdolly\b/, shot: 'full' },
  { pattern: /\bwide\b|\blong\b|\bls\b|\bws\b/, shot: 'long' },
  { pattern: /\bmedium\b|\bmid\b|\bms\b|\bwaist/, shot: 'medium' },
]

export const ANGLE_PATTERNS: readonly { pattern: RegExp; angle: Angle }[] = [
  {
    pattern:
      /\bbird'?s?['’]?s?[ -]eye|\baerial\b|\bfrom the air\b|\bstraight down\b|\btop[ -]down\b|\bdirectly above\b/,
    angle: 'birds-eye',
  },
  { pattern: /\bworm'?s?['’]?s?[ -]eye|\bstraight up\b/, angle: 'worms-eye' },
  { pattern: /\bdutch\b|\bcanted\b|\btilted\b/, angle: 'dutch' },
  // Light that comes from above or below says nothing about where we stand.
  { pattern: /\bhigh[ -]angle\b|(?<!(?:light|lit|glow|glowing) )\bfrom above\b|\blooking down\b/, angle: 'high' },
  {
    pattern: /\blow[ -]angle\b|(?<!(?:light|lit|glow|glowing) )\bfrom (?:far )?below\b|\blooking up\b/,
    angle: 'low',
  },
  { pattern: /\beye[ -]level\b|\bstraight on\b/, angle: 'eye-level' },
]
