/**
 * Where people were composed, beside where the roughs drew them: in panels of several people, how often the place that
 * is guessed for a speaker lies nearest to that speaker, and how often who speaks first stands on the side read first.
 *
 *   node bench/places.ts [book …]      default: all sample books that are here
 */

import type { Figure, PanelScene } from '../src/comic/lettering/lettering.ts'
import { benchBook } from './lettering/book.ts'
import { BOOKS } from './roughs/books.ts'

const names = process.argv.slice(2)
for (const name of names.length > 0 ? names : Object.keys(BOOKS)) {
  const drawn = await benchBook(name, 'ltr', 'us-comic', true)
  const guessed = await benchBook(name, 'ltr', 'us-comic', false)
  if (drawn === null || guessed === null) continue
  const score = { lines: 0, nearest: 0, across: 0, talks: 0, firstLeft: 0 }
  for (const [page, panels] of drawn.pages.entries()) {
    for (const [at, { scene, requests }] of panels.entries()) {
      const guess = guessed.pages[page]![at]!.scene
      const faces = scene.figures.filter(({ face }) => face !== null)
      const own = (id: string | null) => faces.find(({ personId }) => personId === id)
      const speaking = requests.flatMap(({ speakerId }) => own(speakerId) ?? [])
      if (faces.length < 2) continue
      for (const speaker of speaking) {
        const meant = guess.figures.find(({ personId }) => personId === speaker.personId)
        if (meant === undefined) continue
        const place = inFrame(meant, guess)
        const distance = (figure: Figure) => {
          const { x, y } = inFrame(figure, scene)
          return Math.hypot(x - place.x, y - place.y)
        }
        const nearest = faces.reduce((best, face) => (distance(face) < distance(best) ? face : best))
        score.lines++
        if (nearest === speaker) score.nearest++
        score.across += Math.abs(inFrame(speaker, scene).x - place.x)
      }
      const [first, second] = new Set(speaking)
      if (first === undefined || second === undefined) continue
      score.talks++
      if (first.mouth.x < second.mouth.x) score.firstLeft++
    }
  }
  const { lines, nearest, across, talks, firstLeft } = score
  console.log(
    `${name.padEnd(8)} ${lines} lines: guess nearest to the speaker ${((100 * nearest) / lines).toFixed(1)} %, ` +
      `${(across / lines).toFixed(3)} of the width away; first speaker at the left in ${firstLeft} of ${talks} talks`,
  )
}

/** As shares of the frame: the two books are laid out apart. */
function inFrame({ mouth }: Figure, { frame }: PanelScene): { x: number; y: number } {
  return { x: (mouth.x - frame.x) / frame.width, y: (mouth.y - frame.y) / frame.height }
}
