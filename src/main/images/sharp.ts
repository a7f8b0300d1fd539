import sharp from 'sharp'

// Several pictures are worked on at once, so each gets one thread; measured faster than one picture on all threads.
sharp.concurrency(1)
// A picture may be replaced under its path (a repaired take); the cache would go on showing the old one.
sharp.cache(false)

/** Nothing larger is decoded: a small file can claim to be a huge picture. 64 megapixels are 8000 × 8000. */
export const MOST_PIXELS = 64_000_000

/** The only door to sharp, so that its settings hold everywhere and its build can be chosen in one place. */
export { sharp }
