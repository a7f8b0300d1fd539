import { type ImageryProblem, reporter } from './problem.ts'
import { readChapter } from './read-chapter.ts'
import { readLocation } from './read-location.ts'
import type { ImageryFile } from './target.ts'
import type { YamlNode } from './yaml/node.ts'
import { readYamlText } from './yaml/read-yaml.ts'

/** A chapter with comments at every place, as an author keeps it. For tests. */
export const CHAPTER = `# The tide file. Keep this line.
metadata:
  entity_type: "chapter-imagery"
  slug: "ch01-low-water"
  chapter_number: 1
  chapter_title: "Low Water"
  visual_thesis: "The sea takes its time"
  color_palette:
    primary:
      - "#223344"  # tar blue
      - "foam white"
    accent: ["rust"]
  generation_defaults: { provider: "roughs", quality: "high" }

characters:
  - ref: "ada-quill"
    name: "Ada Quill"
    scene_variations: |
      - SCENE 01: yellow oilskin.
      - SCENE 02 (before): dry. Blue jersey, 1931.
      - SCENE 02 (after): soaked.
    reference_images:
      - "ada-front"   # the face
      - "ada-1931"
      - "ada-gone"
  - ref: "ben-orr"
    name: "Ben Orr"
    scene_variations: ""
    reference_images: []

locations:
  - ref: "mole"
    zones: { id: "steps", chapter_context: "wet to the third tread" }

moments:
  - id: "m1"
    scene_id: "scn-01-02"
    narrative_beat: "Ada counts the boats."
    visual_weight: "low"
    location_zone: "mole/steps"
    transformation_state: "after"

images:
  # first of two
  - custom_id: "low-water-01"
    source_moment: "m1"
    scene_id: "scn-01-02"
    image_type: "beat"
    size: "1024x1024"
    visual_description: |
      A girl on wet steps.
    depicts_characters: ["ada-quill", "ben-orr"]
    character_states:
      ada-quill: |
        Hood down,
        hair wet
      others: a crowd
    palette:
      dominant: ["grey"]
      avoid: ["neon", "Text"]
    prompt_used: |
      Ink drawing: a girl
      on harbour steps.
    negative_prompt: |
      text, watermark.
    generated_at: null   # when
    file_name: null
    file_path: null
    provider: null
    model: null
    provider_metadata: {}

  - custom_id: 'low-water-02'
    source_moment: m1
    scene_id: "scn-01-02"
    aspect_ratio: "16:9"
    visual_description: Boats, counted from the steps.
    depicts_characters: [ada-quill]
    prompt_used: ""
    file_path: ~`

/** A place of mixed shapes: results as a list, none at all, pictures below a zone. */
export const LOCATION = `metadata:
  entity_type: location
  slug: mole
  name: The Mole
  generation_defaults:
    provider: roughs
location_visual_anchor:
  signature_elements:
  - a crane with a bent neck
  - steps worn hollow
  - a third thing
  color_anchors:
    stone: grey
    avoid: [turquoise]
  characteristic_light:
    day: flat and white
    night: one lamp
overview:
  slug: mole-overview
  title: The Whole of It
  time_of_day: night
  prompt_used: A long stone mole.
  negative_prompt: people
  generated_images: []
  image_inventory:
  - id: mole-overview-01
    path: images/overview.png
    status: approved
zones:
- slug: steps
  prompt_used: Steps into green water.
  generated_images: []
- zone_slug: crane
  zone_name: The Crane
  default_prompt_elements:
    atmosphere: rust and gulls
    must_include: [hook]
    must_avoid: [cables]
  images:
  - image_slug: crane-close
    description: The hook from below
    prompt: A hook, huge.
  - image_slug: crane-far
    description: The crane as a sign against the sky
- zone_slug: empty
  images: []
beat_images:
- title: A Boat, Late
  prompt_used: A boat with no lamp.
reference_defaults:
  overview: mole-overview-01
`

export interface ReadFile {
  file: ImageryFile
  root: YamlNode
  text: string
  problems: ImageryProblem[]
}

export function chapterOf(text: string = CHAPTER, entity = 'ch01-low-water'): ReadFile {
  const problems: ImageryProblem[] = []
  const root = treeOf(text)
  const file = `chapters/${entity}/imagery.yaml`
  return { root, text, problems, file: readChapter(root, text, entity, reporter(file, text, problems)) }
}

export function locationOf(text: string = LOCATION, entity = 'mole'): ReadFile {
  const problems: ImageryProblem[] = []
  const root = treeOf(text)
  const file = `locations/${entity}/imagery.yaml`
  return { root, text, problems, file: readLocation(root, text, entity, reporter(file, text, problems)) }
}

export function treeOf(text: string): YamlNode {
  const read = readYamlText(text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.root
}
