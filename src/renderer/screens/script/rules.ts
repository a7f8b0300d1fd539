/** Rules of the breakdown by what they come to in an author's words, keys of `why`. */
const FAMILIES = {
  author: ['author'],
  said: ['said-verb-after', 'said-verb-before'],
  saidPronoun: ['said-verb-after-pronoun', 'said-verb-before-pronoun', 'pronoun-beside-speech'],
  turns: ['taking-turns'],
  onlyOne: ['only-fitting-speaker', 'only-one-of-its-kind'],
  acts: ['action-beat', 'action-beat-pronoun', 'acts-in-narration', 'acted-upon', 'subject-of-the-picture'],
  name: ['name', 'named-in-narration', 'named-in-prompt'],
  mentioned: ['named-only', 'owner-of-a-thing', 'heard-from-afar'],
  alias: ['shared-alias', 'noun-of-an-alias', 'role-noun-last-seen', 'stranger-named-later'],
  described: ['words-of-their-description', 'walk-on', 'part-of-them-shown', 'only-face-shown', 'figure'],
  pronoun: [
    'pronoun-last-acting',
    'pronoun-named-later',
    'pronoun-only-fitting',
    'pronoun-panel-before',
    'pronoun-point-of-view',
    'pronouns-without-name',
    'first-person',
    'first-person-narrator',
  ],
  spokenTo: ['spoken-to', 'listens'],
  speaks: ['speaks', 'speaks-in-panel', 'speaks-in-the-panel'],
  reads: ['reads-the-document'],
  before: [
    'carried-from-scene-before',
    'point-of-view-carried',
    'figure-of-the-panel-before',
    'opening-line-same',
    'usual-point-of-view',
  ],
  opening: ['opening-line', 'opening-line-unknown'],
  title: ['chapter-title'],
  inside: ['acts-and-thinks-most'],
  nothing: ['nothing-says-otherwise', 'no-place-named', 'nobody-named', 'nobody-acts', 'short-scene-filled-up'],
} as const

export type RuleFamily = keyof typeof FAMILIES | 'words'

const FAMILY_OF = new Map<string, RuleFamily>(
  Object.entries(FAMILIES).flatMap(([family, rules]) => rules.map((rule) => [rule, family as RuleFamily])),
)

/** What a rule comes to; one without a family goes by the words it rests on. */
export function familyOf(rule: string): RuleFamily {
  return FAMILY_OF.get(rule) ?? 'words'
}

/** Words of the script shown in a chip are at most so long. */
const LONGEST_QUOTE = 24

/** The words a guess rests on, where they are short enough to say why by themselves. */
export function shortQuote(words: string): string | null {
  const text = words.trim()
  return text === '' || text.length > LONGEST_QUOTE ? null : text
}
