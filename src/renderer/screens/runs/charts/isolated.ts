/** Words in a drawing, which runs from left to right, in the direction of their own first letter: U+2068 … U+2069. */
export const isolated = (words: string) => `\u2068${words}\u2069`
