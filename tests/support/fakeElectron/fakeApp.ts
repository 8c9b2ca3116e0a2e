import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where this app keeps what belongs to it; two that share it are two starts of one app. */
const userFolder = process.env['FAKE_ELECTRON_FOLDER'] ?? '/nonexistent'
const lockFile = join(userFolder, 'lock')

class FakeApp extends EventEmitter {
  readonly isPackaged = false
  #isReady = false
  #sandboxed = false

  enableSandbox(): void {
    if (this.#isReady) throw new Error('enableSandbox() comes before the app is ready')
    this.#sandboxed = true
  }

  isSandboxed(): boolean {
    return this.#sandboxed
  }

  whenReady(): Promise<void> {
    return this.#isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()))
  }

  isReady(): boolean {
    return this.#isReady
  }

  becomeReady(): void {
    this.#isReady = true
    this.emit('ready')
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-GB']
  }

  setAsDefaultProtocolClient(): boolean {
    return true
  }

  /** A second start leaves its arguments for the first, as Electron hands them over. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(userFolder, { recursive: true })
    if (isHeld()) {
      writeFileSync(join(userFolder, `second-${process.pid}.json`), JSON.stringify(process.argv))
      return false
    }
    writeFileSync(lockFile, String(process.pid))
    watch(userFolder, () => this.#hearSecond())
    return true
  }

  #hearSecond(): void {
    for (const name of readdirSync(userFolder).filter((each) => each.startsWith('second-'))) {
      const argv = readArguments(join(userFolder, name))
      if (argv !== null) this.emit('second-instance', {}, argv, process.cwd())
    }
  }

  quit(): void {
    if (!this.#asks('before-quit')) return
    this.emit('will-quit', { preventDefault: () => undefined })
    this.exit(0)
  }

  exit(code: number): void {
    if (isHeld() && Number(readFileSync(lockFile, 'utf8')) === process.pid) rmSync(lockFile)
    process.exit(code)
  }

  /** False = somebody prevented it. */
  #asks(event: string): boolean {
    let isPrevented = false
    this.emit(event, { preventDefault: () => (isPrevented = true) })
    return !isPrevented
  }
}

/** The file is whole once it can be read as JSON; then it is used up. */
function readArguments(file: string): string[] | null {
  try {
    const argv = JSON.parse(readFileSync(file, 'utf8')) as string[]
    rmSync(file)
    return argv
  } catch {
    return null
  }
}

function isHeld(): boolean {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

export const app = new FakeApp()

export const becomeReady = (): void => app.becomeReady()
