import * as cast from './cast/index.tsx'
import * as gallery from './gallery/index.tsx'
import * as generate from './generate/index.tsx'
import * as runs from './runs/index.tsx'
import type { Screen, ScreenId } from './screen.ts'
import * as script from './script/index.tsx'
import * as settings from './settings/index.tsx'
import * as start from './start/index.tsx'

export const SCREENS: Readonly<Record<ScreenId, Screen>> = { start, script, cast, generate, gallery, runs, settings }
