import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { programParts } from './tools/program-parts.ts'

/** What stands in package.json `dependencies` stays outside the bundles of main; everything else goes into them. */
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          cli: resolve('src/main/cli/index.ts'),
          'planning-worker': resolve('src/main/planning-worker.ts'),
        },
      },
    },
  },
  // A sandboxed preload can neither be a module nor require anything but electron.
  preload: {
    build: {
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react()],
    // Work of others, for the page that says so.
    define: { PROGRAM_PARTS: JSON.stringify(programParts()) },
    build: {
      minify: true,
      // The page's policy knows no data: fonts, and the window is loaded from this computer.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4_000,
      outDir: resolve('out/renderer'),
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
})
