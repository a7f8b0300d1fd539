import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The book's SQLite binding is native: processes, not threads.
    pool: 'forks',
    // Otherwise one core is left to a watcher that nobody runs.
    maxWorkers: '100%',
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A computer with other work beside it is no fault of what is waited for.
    expect: { poll: { timeout: 120_000 } },
    projects: [
      // Files share their processes: most of their time would go into loading the same modules.
      {
        extends: true,
        test: { name: 'quick', include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        // Each file is several processes by itself; much of its time goes into waiting for them.
        test: { name: 'slow', include: ['e2e/**/*.test.ts'], maxWorkers: 3 },
      },
    ],
  },
})
