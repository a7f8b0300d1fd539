declare module 'linebreak' {
  /** Walks a text by UAX #14. */
  export default class LineBreaker {
    constructor(text: string)
    /** The next place where a line may end; null after the end of the text. */
    nextBreak(): { position: number; required: boolean } | null
  }
}

declare module 'hyphen/*/index.js' {
  const patterns: {
    /** The text with a soft hyphen wherever a word may be divided. */
    hyphenateSync(text: string): string
  }
  export default patterns
}
