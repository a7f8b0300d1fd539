import { said } from '../../../shared/said/said.ts'
import { booksFolder } from '../books-folder.ts'
import type { Desk } from '../desk.ts'
import type { Handlers } from '../dispatch.ts'
import { ask } from '../host.ts'
import type { Part } from './part.ts'

export function appHandlers({ household, host, events }: Desk): Part<'app' | 'events'> {
  const { settings, recent, sample, version, keepsSecrets } = household
  return {
    'app.about': () => ({
      name: 'Panelwright',
      version,
      host: host.kind,
      platform: process.platform,
      booksFolder: booksFolder(household.env),
      can: {
        dialogs: host.choose !== null,
        reveal: host.reveal !== null,
        keepSecrets: keepsSecrets,
        notify: host.notify !== null,
      },
    }),
    'app.settings': () => settings.read(),
    'app.change': (change) => settings.change(change),
    'app.recent': () => ({ books: recent.list() }),
    'app.forget': ({ id }) => {
      recent.forget(id)
      return {}
    },
    'app.locate': ({ id, folder }) => {
      recent.locate(id, folder)
      return {}
    },
    'app.sample': () => sample.view(),
    'app.choose': async ({ what }) => ({
      paths: await ask(host.choose, said`dialog of the system`, said`Drop the files here, or name the path.`)(what),
    }),
    'app.notify': (words) => {
      ask(host.notify, said`way to notify`, said`Let the browser notify you.`)(words)
      return {}
    },
    'events.since': ({ life, seq }) => events.since(life, seq),
  } satisfies Partial<Handlers>
}
