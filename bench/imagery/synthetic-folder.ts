import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const WORDS =
  'rope lantern harbour gull slate window ladder crane letter storm brass coat ferry bell stair roof cargo tide pier captain rain tower map quiet'.split(
    ' ',
  )

/** An imagery folder of chapters that are the same in every run. @returns bytes of one chapter */
export function writeSyntheticFolder(root: string, files: number, bytesEach: number): number {
  const text = syntheticChapter('ch0001', bytesEach)
  for (let n = 1; n <= files; n++) {
    const slug = `ch${String(n).padStart(4, '0')}`
    const folder = join(root, 'chapters', slug)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'imagery.yaml'), text.replaceAll('ch0001', slug))
  }
  return Buffer.byteLength(text)
}

/** A chapter with as many pictures as its size holds, written as authors write them. */
export function syntheticChapter(slug: string, bytes: number): string {
  const say = sentences(7)
  let text = `# Imagery of ${slug}
metadata:
  entity_type: "chapter-imagery"
  slug: "${slug}"
  chapter_number: 1
  chapter_title: "Low Water"
  visual_thesis: "${say(2)} — and no more."
  color_palette:
    primary:
      - "#334455"  # slate
      - "tar black"
    accent: ["rust", "lamp yellow"]
  generation_defaults:
    provider: "openai"
    model: "gpt-image-2"
    quality: "high"

characters:
  - ref: "ada"
    name: "Ada"
    scene_variations: |
      - SCENE 01: oilskin, 1931.
    reference_images: []

moments:
${Array.from(
  { length: 12 },
  (_, at) => `  - id: "${slug}-moment-${at}"
    scene_id: "scn-01-01"
    title: "${say(1)}"
    narrative_beat: "${say(2)}"
    visual_weight: "high"
    characters_present:
      - "ada"
    transformation_state: "before"
`,
).join('')}
images:
`
  for (let n = 1; text.length < bytes; n++)
    text += `  # ---- picture ${n}
  - custom_id: "${slug}-img-${n}"
    scene_id: "scn-01-01"
    image_type: "beat"
    aspect_ratio: "16:9"
    size: "1536x1024"
    source_moment: "${slug}-moment-1"
    mood_rationale: |
      ${say(2)}
    visual_hook: "${say(1)}"
    visual_description: |
      ${say(6)}
    composition_notes: ${say(1)}
    depicts_characters:
      - "ada"
    character_states:
      ada: "${say(1)}"
    lighting:
      primary_source: "${say(1)}"
      quality: soft
      direction: "${say(1)}"
      color_temperature: "cold"
      shadow_depth: "deep"
    palette:
      dominant: ["slate", "brass"]
      avoid:
        - "neon ${n}"
    prompt_used: |
      ${say(3)}
      ${say(3)}
      ${say(3)}
    negative_prompt: "text, watermark, extra fingers"
    tags: ["a", "b"]
    generated_at: null
    file_name: null
    file_path: null
    provider: null
    model: null
    provider_metadata: {}

`
  return text
}

/** Sentences of ten words, the same in every run. */
function sentences(seed: number): (count: number) => string {
  let state = seed
  const word = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return WORDS[(state >> 8) % WORDS.length]!
  }
  return (count) => Array.from({ length: count }, () => `A ${Array.from({ length: 10 }, word).join(' ')}.`).join(' ')
}
