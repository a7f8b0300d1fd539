/**
 * The text engine: lettering of any language as outlines. Nothing downstream chooses a font or breaks a line.
 *
 * ```ts
 * const prepared = prepareText(raw, { language: 'en', role: 'dialogue' })   // clean, cased, marked; knows no font
 * const typeCase = await openTypeCase(...)                                  // main/images/typefaces.ts: fonts loaded by need
 * const measured = measureText(prepared, typeCase, { sizeMm: 2.8, maxWidthMm: 40 }) // shaped once; the costly step
 * for (let count = measured.fewestLines; count <= 8; count++) {
 *   const broken = breakLines(measured, count, { profile: ellipseProfile }) // cheap: try counts and shapes
 *   if (broken !== null) candidates.push(broken)                            // null: does not go into that many lines
 * }
 * const set = drawLines(measured, best)                                     // outlines of the one that was chosen
 * ```
 *
 * `lineBoxes(measured, broken)` tells where the lines of a candidate stand, for fitting a balloon around them. `setLines` does the last three steps for one count of lines. All lengths are millimetres, y down. A set text is
 * centred on 0,0 by its box. In vertical writing a "line" is a column: its width is the length of the column, and
 * columns run from right to left.
 */
export { type BreakShape, type BrokenLine, type BrokenText, breakLines, breakToWidth } from './break-lines.ts'
export { missingCharacters } from './choose-faces.ts'
export { type DrawOptions, drawLines, type LineJoint, lineBoxes, type SetLine, type SetText } from './draw-lines.ts'
export { ellipseProfile, type LineProfile, rectangleProfile } from './line-profiles.ts'
export { type MeasuredText, type MeasureOptions, measureText, type Piece } from './measure-text.ts'
export { type PreparedText, type PrepareOptions, prepareText, type RemovedCharacter } from './prepare-text.ts'
export { type SetLinesOptions, setLines } from './set-lines.ts'
export { LETTERING_ROLES, type LetteringRole, type TypeCase } from './type-case.ts'
