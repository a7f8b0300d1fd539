import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'

/** Main only, with the entries that exist. What stands in package.json `dependencies` stays outside the bundle. */
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      rolldownOptions: { input: { cli: resolve('src/main/cli/index.ts') } },
    },
  },
})
