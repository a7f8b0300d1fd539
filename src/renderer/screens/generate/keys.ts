/** Commands of this screen and their usual keys. */
export const keys = {} as const
