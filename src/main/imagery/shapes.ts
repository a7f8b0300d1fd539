import type { Shape } from './shape.ts'

const WEIGHTS = ['low', 'medium', 'high', 'critical']
const STATES = ['before', 'during', 'after', 'n/a']
const ORIENTATIONS = ['landscape', 'portrait', 'square', 'vertical', 'horizontal']

const PALETTE: Shape = { map: { dominant: 'text or list', accent: 'text or list', avoid: 'text or list' } }
const LIGHTING: Shape = { mapOf: 'text' }
const DEFAULTS: Shape = {
  map: { provider: 'text', model: 'text', quality: 'text', size: 'size', negative_prompts: 'text or list' },
}
const RECORD = {
  generated_at: 'text',
  file_name: 'text',
  file_path: 'text',
  provider: 'text',
  model: 'text',
  provider_metadata: { mapOf: 'any' },
} as const

const INVENTORY: Shape = {
  listOf: {
    map: {
      id: 'text',
      path: 'text',
      type: 'text',
      status: 'text',
      is_reference_portrait: 'yes or no',
      canon_analysis: { map: { matches_description: 'yes or no', verified_features: 'list of texts' } },
      generation: { map: { target_id: 'text' } },
    },
  },
}

const PICTURE = {
  image_type: 'text',
  category: 'text or list',
  scene_mood: 'text',
  mood_rationale: 'text',
  aspect_ratio: 'text',
  orientation: { words: ORIENTATIONS },
  size: 'size',
  visual_description: 'text',
  composition_notes: 'text',
  visual_hook: 'text',
  lighting: LIGHTING,
  palette: PALETTE,
  tags: 'list of texts',
  prompt_used: 'text',
  negative_prompt: 'text or list',
  required_elements: 'text or list',
} satisfies Record<string, Shape>

export const CHAPTER_SHAPE: Shape = {
  map: {
    metadata: {
      map: {
        entity_type: { words: ['chapter-imagery'] },
        slug: 'text',
        chapter_number: 'text or number',
        chapter_title: 'text',
        visual_thesis: 'text',
        color_palette: { map: { primary: 'text or list', accent: 'text or list' } },
        generation_defaults: DEFAULTS,
        mood_distribution: { mapOf: 'whole number' },
      },
    },
    characters: {
      listOf: { map: { ref: 'text', name: 'text', scene_variations: 'text', reference_images: 'list of texts' } },
    },
    locations: { listOf: { map: { ref: 'text', zones: 'map or list' } } },
    moments: {
      listOf: {
        map: {
          id: 'text',
          scene_id: 'text',
          title: 'text',
          narrative_beat: 'text',
          visual_weight: { words: WEIGHTS },
          characters_present: 'list of texts',
          location_zone: 'text',
          transformation_state: { words: STATES },
          recommended_images: 'whole number',
        },
      },
    },
    images: {
      listOf: {
        map: {
          ...PICTURE,
          ...RECORD,
          custom_id: 'text',
          id: 'text',
          title: 'text',
          source_moment: 'text',
          scene_id: 'text',
          location: 'text',
          zone: 'text',
          depicts_characters: 'list of texts',
          character_states: { mapOf: 'text' },
        },
      },
    },
  },
}

const LOCATION_TARGET = {
  ...PICTURE,
  slug: 'text',
  name: 'text',
  title: 'text',
  zone_type: 'text',
  location_within: 'text',
  time_of_day: 'text',
  weather: 'text',
  season: 'text',
  references: 'list of texts',
  generated_images: { listOf: { map: RECORD } },
  image_inventory: INVENTORY,
} satisfies Record<string, Shape>

const ZONE: Shape = {
  map: {
    ...LOCATION_TARGET,
    zone_slug: 'text',
    zone_id: 'text',
    default_prompt_elements: { map: { atmosphere: 'text', must_include: 'text or list', must_avoid: 'text or list' } },
    images: { listOf: { map: { ...LOCATION_TARGET, image_slug: 'text', prompt: 'text' } } },
  },
}

export const LOCATION_SHAPE: Shape = {
  map: {
    metadata: {
      map: {
        entity_type: { words: ['location-imagery', 'location'] },
        slug: 'text',
        name: 'text',
        location_slug: 'text',
        location_name: 'text',
        location_type: 'text',
        narrative_soul: 'text',
        one_line_essence: 'text',
        generation_defaults: DEFAULTS,
      },
    },
    generation_defaults: DEFAULTS,
    narrative_soul: 'text',
    one_line_essence: 'text',
    negative_prompts: 'text or list',
    location_visual_anchor: {
      map: {
        signature_elements: 'text or list',
        materials: 'map or list',
        color_anchors: 'map or list',
        characteristic_light: 'any',
      },
    },
    overview: {
      map: { ...LOCATION_TARGET, establishing: ZONE, primary: ZONE, secondary: ZONE },
    },
    parts: { listOf: ZONE },
    zones: { listOf: ZONE },
    beat_images: { listOf: ZONE },
    image_inventory: INVENTORY,
    reference_defaults: { map: { overview: 'text' } },
  },
}

export const CHARACTER_SHAPE: Shape = {
  map: {
    entity_type: { words: ['character'] },
    slug: 'text',
    appearance: 'text',
    prompts: 'list of texts',
    image_inventory: INVENTORY,
  },
}
