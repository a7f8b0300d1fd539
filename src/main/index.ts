/**
 * The window's entry. What must come before Electron is ready stands here, at once and without waiting: Electron tells
 * that it is ready only after this module has been read to its end, so a wait for that at this level would never end.
 */
import { app, protocol } from 'electron'
import { arrivalBox, booksNamed } from './window/arrivals.ts'
import { PRIVILEGED } from './window/scheme.ts'
import { chooseSharpBuild } from './window/sharp-build.ts'

chooseSharpBuild()
protocol.registerSchemesAsPrivileged(PRIVILEGED)
app.enableSandbox()

const arrivals = arrivalBox()
app.on('open-file', (event, path) => {
  event.preventDefault()
  arrivals.add(path)
})

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, cwd) => {
    for (const folder of booksNamed(args, cwd)) arrivals.add(folder)
  })
  for (const folder of booksNamed(process.argv.slice(1), process.cwd())) arrivals.add(folder)
  void app
    .whenReady()
    // Only now: what it brings along must find its build of sharp chosen.
    .then(() => import('./window/start.ts'))
    .then(({ start }) => start(arrivals))
    .catch((error: unknown) => {
      console.error(error)
      app.exit(1)
    })
} else app.quit()
