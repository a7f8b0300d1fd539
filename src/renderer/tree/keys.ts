/** Commands of the book's tree and their usual keys. */
export const keys = {} as const
