import { join } from 'node:path'
import type { Shell } from './shell.ts'

/** Where the session server of this person keeps its rooms. */
export const sessionServerFolder = ({ settingsFolder }: Pick<Shell, 'settingsFolder'>): string =>
  join(settingsFolder, 'session-server')
