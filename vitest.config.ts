import { defineConfig } from 'vitest/config'

const ALIKE = [
  ...['comic', 'renderer', 'shared'].map((folder) => `src/${folder}/**/*.test.ts`),
  ...['imagery', 'prompts', 'queue', 'script', 'store'].map((folder) => `src/main/${folder}/**/*.test.ts`),
]

export default defineConfig({
  test: {
    // The book's SQLite binding is native: processes, not threads.
    pool: 'forks',
    // Otherwise one core is left to a watcher that nobody runs.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A computer with other work beside it is no fault of what is waited for.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'quick', include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], exclude: ALIKE },
      },
      // What leaves nothing behind shares its processes: most of the time of these goes into loading the same modules.
      { extends: true, test: { name: 'quick-alike', include: ALIKE, isolate: false } },
      {
        extends: true,
        // Each file is several processes by itself; most of its time goes into waiting for them.
        test: { name: 'slow', include: ['e2e/**/*.test.ts'], testTimeout: 600_000, maxWorkers: 2 },
      },
    ],
  },
})
