declare module 'saxen' {
  export interface ParseContext {
    line: number
    column: number
  }
  type Attributes = Record<string, string>
  type Decode = (text: string) => string
  /** Reads XML from its first character to its last, calling back for what it finds. */
  export class Parser {
    ns(prefixes?: Record<string, string>): this
    on(event: 'openTag', take: (name: string, attributes: () => Attributes, decode: Decode) => void): this
    on(event: 'closeTag', take: (name: string) => void): this
    on(event: 'text', take: (text: string, decode: Decode) => void): this
    on(event: 'cdata', take: (text: string) => void): this
    on(event: 'attention', take: (text: string) => void): this
    on(event: 'error' | 'warn', take: (error: Error, context: () => ParseContext) => void): this
    parse(xml: string): this
    stop(): void
  }
}
