import { darken, lighten, mix } from '../colour.ts'
import { ellipse, open, poly, rect, ring, rounded } from '../paths.ts'
import type { Scenery } from './place.ts'

/** What a room has when its words name it, whatever kind of room it is. */
interface Fitting {
  words: readonly string[]
  /** `side` is where the window is, `span` how far from the middle things stand, in place units. */
  draw: (scenery: Scenery, side: number, span: number) => void
}

const FLOOR = 0.24

const wood = ({ palette }: Scenery) => mix('#7a5638', palette.wall, 0.25)

/** From the back wall forwards. */
const FITTINGS: readonly Fitting[] = [
  { words: ['arched'], draw: archedWindows },
  { words: ['wheel', 'engine'], draw: greatWheel },
  { words: ['pigeonhole', 'cabinet'], draw: pigeonholes },
  { words: ['clock'], draw: (scenery, side) => wallClock(scenery, -side * 0.04, scenery.says('great') ? 0.085 : 0.06) },
  { words: ['pan', 'copper'], draw: hangingPans },
  { words: ['stocking', 'washing'], draw: washingLine },
  { words: ['garland', 'bunting'], draw: garlands },
  { words: ['curtain'], draw: curtain },
  { words: ['jury', 'juror'], draw: juryBox },
  { words: ['counter'], draw: counter },
  { words: ['pool', 'tear', 'flood'], draw: pool },
]

/** Draws what the words name, at most four of them: a room is no inventory. */
export function drawFittings(scenery: Scenery, side: number, span: number): void {
  for (const { draw } of FITTINGS.filter(({ words }) => scenery.says(...words)).slice(0, 4)) draw(scenery, side, span)
}

function archedWindows({ sheet, palette, frame }: Scenery) {
  const step = Math.max(0.34, frame.right * 0.5)
  for (const k of [-1.5, -0.5, 0.5, 1.5]) {
    const x = k * step
    const pane = (w: number, top: number) =>
      `M${x - w} 0.1L${x - w} ${top}C${x - w} ${top - w * 1.35} ${x + w} ${top - w * 1.35} ${x + w} ${top}L${x + w} 0.1Z`
    sheet.paint(pane(0.125, -0.22), palette.frame, 0.7)
    sheet.paint(pane(0.108, -0.22), palette.sky, 0.5, palette.skyLow)
    for (const y of [-0.22, -0.08]) sheet.line(`M${x - 0.108} ${y}L${x + 0.108} ${y}`, 0.9, palette.frame)
    sheet.line(`M${x} -0.3L${x} 0.1`, 0.9, palette.frame)
    if (!palette.dark) sheet.light(poly([x - 0.1, -0.2], [x + 0.1, -0.2], [x - 0.22, 0.6], [x - 0.46, 0.6]), 0.12)
  }
}

function greatWheel({ sheet, palette }: Scenery, side: number) {
  const [x, y, r] = [-side * 0.32, 0.06, 0.42]
  const iron = mix('#4c5157', palette.frame, 0.35)
  sheet.fill(ring(x, y, r, r - 0.05), iron, 0.9)
  sheet.fill(ring(x, y, r - 0.075, r - 0.09), darken(iron, 0.2), 0.5)
  for (let i = 0; i < 5; i++) {
    const angle = (i * Math.PI) / 5 + 0.2
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
    sheet.line(open([x - dx * (r - 0.05), y - dy * (r - 0.05)], [x + dx * (r - 0.05), y + dy * (r - 0.05)]), 2.6, iron)
  }
  sheet.fill(ellipse(x, y, 0.06), darken(iron, 0.25), 0.9)
  sheet.line(`M${x - side * r} ${y}L${side * 2} ${y - 0.1}`, 1.2, darken(iron, 0.3))
}

function pigeonholes(scenery: Scenery, side: number, span: number) {
  const { sheet, random } = scenery
  const [x, y, w, h] = [-side * span * 0.62 - 0.2, -0.26, 0.4, 0.3]
  const oak = wood(scenery)
  sheet.fill(rect(x - 0.015, y - 0.02, w + 0.03, h + 0.035), oak, 0.8)
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 6; column++) {
      const [cx, cy] = [x + 0.008 + (column * w) / 6, y + 0.006 + (row * h) / 4]
      sheet.fill(rect(cx, cy, w / 6 - 0.014, h / 4 - 0.014), darken(oak, 0.5), 0.4)
      if (random.next() < 0.4)
        sheet.fill(
          poly(
            [cx + 0.006, cy + h / 4 - 0.014],
            [cx + 0.012, cy + 0.022],
            [cx + 0.04, cy + 0.02],
            [cx + 0.042, cy + h / 4 - 0.014],
          ),
          '#efe6d0',
          0.4,
        )
    }
}

function wallClock({ sheet, palette }: Scenery, x: number, r: number) {
  sheet.fill(ellipse(x, -0.34, r), mix('#5a3f2a', palette.frame, 0.4), 0.9)
  sheet.fill(ellipse(x, -0.34, r * 0.82), '#efe8d8', 0.6)
  for (let i = 0; i < 12; i++) {
    const [dx, dy] = [Math.sin((i * Math.PI) / 6), Math.cos((i * Math.PI) / 6)]
    sheet.line(open([x + dx * r * 0.68, -0.34 + dy * r * 0.68], [x + dx * r * 0.76, -0.34 + dy * r * 0.76]), 0.6)
  }
  sheet.line(open([x, -0.34 - r * 0.6], [x, -0.34], [x + r * 0.32, -0.34 + r * 0.2]), 1.1)
}

function hangingPans({ sheet, random }: Scenery, side: number, span: number) {
  const from = -side * span * 0.1
  sheet.line(`M${from - 0.3} -0.36L${from + 0.3} -0.36`, 1)
  for (let i = 0; i < 5; i++) {
    const x = from - 0.24 + i * 0.12
    const r = random.between(0.032, 0.05)
    sheet.line(`M${x} -0.36L${x} -0.27`, 0.8)
    sheet.fill(ellipse(x, -0.27 + r, r), '#b06a3a', 0.7)
    sheet.fill(ellipse(x, -0.27 + r, r * 0.7), '#c98350', 0.4)
  }
}

function washingLine({ sheet, random, view }: Scenery) {
  sheet.line(`M${view.left} -0.4Q0 -0.34 ${view.right} -0.42`, 0.8)
  const cloths = ['#a8453c', '#e6dcc6', '#4f6f8a', '#c79a45', '#6b7f5a']
  for (let i = 0; i < 7; i++) {
    const x = -0.66 + i * 0.2 + random.between(-0.03, 0.03)
    sheet.fill(
      `M${x} -0.375L${x + 0.04} -0.372L${x + 0.04} -0.28Q${x + 0.09} -0.28 ${x + 0.085} -0.25L${x + 0.01} -0.25Q${x - 0.005} -0.27 ${x} -0.375Z`,
      cloths[i % cloths.length]!,
      0.6,
    )
  }
}

function garlands({ sheet, view }: Scenery) {
  const cloths = ['#b2503f', '#d2a23e', '#4d7a72', '#e8dcc0']
  for (let x = view.left, i = 0; x < view.right; x += 0.3) {
    sheet.line(`M${x} -0.44Q${x + 0.15} -0.34 ${x + 0.3} -0.44`, 0.7)
    for (const k of [0.15, 0.38, 0.62, 0.85]) {
      const y = -0.44 + 0.1 * 4 * k * (1 - k) * 0.5
      sheet.fill(
        poly([x + 0.3 * k - 0.022, y], [x + 0.3 * k + 0.022, y], [x + 0.3 * k, y + 0.055]),
        cloths[i++ % 4]!,
        0.4,
      )
    }
  }
}

function curtain({ sheet, view }: Scenery, side: number, span: number) {
  const x = -side * span * 0.95
  sheet.fill(
    `M${x - 0.16} ${view.top}L${x + 0.16} ${view.top}Q${x + 0.1} 0 ${x + 0.15} ${FLOOR + 0.02}L${x - 0.15} ${FLOOR + 0.02}Q${x - 0.1} 0 ${x - 0.16} ${view.top}Z`,
    '#8a3a3e',
    0.8,
  )
  for (const k of [-0.08, 0, 0.08]) sheet.line(`M${x + k} ${view.top}Q${x + k * 0.7} 0 ${x + k} ${FLOOR}`, 0.5)
}

function juryBox(scenery: Scenery, side: number, span: number) {
  const { sheet } = scenery
  const [x, w] = [side * span * 0.75, 0.5]
  const oak = wood(scenery)
  for (let row = 0; row < 2; row++)
    for (let i = 0; i < 5; i++) {
      const cx = x - w / 2 + 0.06 + i * 0.095 + row * 0.02
      const cy = 0.02 + row * 0.08
      sheet.fill(ellipse(cx, cy + 0.05, 0.034, 0.04), ['#5d4a6b', '#566b4a', '#8a5a3c'][i % 3]!, 0.5)
      sheet.fill(ellipse(cx, cy, 0.026, 0.03), ['#d9b48f', '#8d8a88', '#c9a35c', '#dfe0d8'][(i + row) % 4]!, 0.5)
    }
  sheet.fill(rect(x - w / 2 - 0.02, 0.14, w + 0.04, 0.16), oak, 0.8)
  for (let i = 1; i < 5; i++) sheet.line(`M${x - w / 2 + i * 0.1} 0.15L${x - w / 2 + i * 0.1} 0.3`, 0.5)
}

function counter(scenery: Scenery, side: number, span: number) {
  const { sheet } = scenery
  const oak = wood(scenery)
  const x = -side * span * 0.5 - 0.42
  sheet.fill(rect(x, 0.12, 0.84, 0.2), oak, 0.9)
  for (let i = 0; i < 5; i++) sheet.fill(rect(x + 0.03 + i * 0.16, 0.16, 0.13, 0.13), darken(oak, 0.14), 0.5)
  sheet.fill(poly([x - 0.03, 0.12], [x, 0.095], [x + 0.84, 0.095], [x + 0.87, 0.12]), lighten(oak, 0.15), 0.8)
  sheet.fill(rounded(x + 0.1, 0.045, 0.08, 0.05, 0.01), '#8f8b86', 0.6)
  sheet.line(`M${x + 0.62} 0.095L${x + 0.62} 0.03L${x + 0.72} 0.03L${x + 0.72} 0.095`, 0.8)
}

function pool({ sheet, palette, view }: Scenery) {
  const deep = mix(palette.sea, '#5b93a3', 0.4)
  sheet.paint(
    `M${view.left} 0.34Q${view.left * 0.4} 0.26 0 0.29Q${view.right * 0.4} 0.25 ${view.right} 0.32L${view.right} ${view.bottom}L${view.left} ${view.bottom}Z`,
    deep,
    0.8,
    darken(deep, 0.25),
  )
  for (let i = 0; i < 9; i++) {
    const x = -0.9 + i * 0.22
    const y = 0.33 + (i % 3) * 0.07
    sheet.line(
      `M${x} ${y}Q${x + 0.05} ${y - 0.02} ${x + 0.1} ${y}Q${x + 0.15} ${y + 0.015} ${x + 0.2} ${y}`,
      0.7,
      palette.seaLight,
    )
  }
}
