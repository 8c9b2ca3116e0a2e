import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What of electron-updater is used. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  on(event: 'update-downloaded' | 'error', listener: () => void): unknown
  checkForUpdates(): Promise<unknown>
}

export interface UpdateOptions {
  /** False while the app is developed: then there is nothing to replace. */
  readonly isPackaged: boolean
  readonly resourcesFolder: string
  loadUpdater(): Promise<Updater>
  onReady(): void
}

/**
 * Looks for a newer app, once, for whoever has switched that on; it is put in place when the app quits. An app that was
 * packaged without saying where newer ones are looks nowhere. A failure is no news: the next start looks again.
 */
export async function lookForUpdate(options: UpdateOptions): Promise<'off' | 'looked' | 'failed'> {
  if (!canUpdate(options)) return 'off'
  const updater = await options.loadUpdater().catch(() => null)
  if (updater === null) return 'failed'
  updater.autoDownload = true
  updater.autoInstallOnAppQuit = true
  updater.on('update-downloaded', () => options.onReady())
  updater.on('error', () => undefined)
  return updater.checkForUpdates().then(
    () => 'looked',
    () => 'failed',
  )
}

/** Whether the package says where newer ones are. */
export const canUpdate = ({
  isPackaged,
  resourcesFolder,
}: Pick<UpdateOptions, 'isPackaged' | 'resourcesFolder'>): boolean =>
  isPackaged && existsSync(join(resourcesFolder, 'app-update.yml'))
