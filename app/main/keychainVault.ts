import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { sealedMark, type Vault } from '../../companion/settings/vault.ts'

/** Electron's safeStorage, as far as it is used: the asynchronous half. */
export interface Keychain {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(plainText: string): Promise<Buffer>
  decryptStringAsync(encrypted: Buffer): Promise<{ readonly result: string }>
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

/** How secrets can be kept on this machine. */
type Keeping =
  /** By the system's keychain. */
  | 'keychain'
  /** The system has none: only in a file that its owner alone can read. */
  | 'file'

export interface KeychainVaultOptions {
  readonly keychain: Keychain
  readonly platform: NodeJS.Platform
  /** Asked once, before the first secret would lie in the open: whether it may. */
  mayKeepInFile(): Promise<boolean>
}

/** Where Electron itself only scrambles, with a key that is in its source for everybody. */
const scramblers = new Set(['basic_text', 'unknown'])

async function keepingOf({ keychain, platform }: Omit<KeychainVaultOptions, 'mayKeepInFile'>) {
  if (!(await keychain.isAsyncEncryptionAvailable().catch(() => false))) return 'file'
  const backend = platform === 'linux' ? keychain.getSelectedStorageBackend?.() : undefined
  return backend !== undefined && scramblers.has(backend) ? 'file' : 'keychain'
}

/**
 * The vault of this machine. Without a keychain a person decides: in a file that only they can read, or for as long as
 * the app runs; then what lies in the file is worth nothing once the app has ended.
 */
export function createKeychainVault(options: KeychainVaultOptions): Vault {
  const { keychain } = options
  const passing = createPassingVault()
  let keeping: Promise<Keeping> | null = null
  let consent: Promise<boolean> | null = null
  const keeps = () => (keeping ??= keepingOf(options))
  return {
    async seal(secret) {
      // A keychain that refuses (locked, and nobody opens it) is as good as none.
      const isThere = (await keeps()) === 'keychain'
      const sealed = isThere ? await keychain.encryptStringAsync(secret).catch(() => null) : null
      if (sealed !== null) return `${keychainMark}${sealed.toString('base64')}`
      consent ??= options.mayKeepInFile()
      return (await consent) ? secret : passing.seal(secret)
    },
    async unseal(sealed) {
      if (!sealed.startsWith(keychainMark)) return passing.unseal(sealed)
      const bytes = Buffer.from(sealed.slice(keychainMark.length), 'base64')
      const opened = await keychain.decryptStringAsync(bytes).catch(() => null)
      return opened?.result ?? null
    },
  }
}

const keychainMark = `${sealedMark}keychain:`
const passingMark = `${sealedMark}run:`
const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Locks with a key that nobody writes down. */
function createPassingVault() {
  const key = randomBytes(32)
  return {
    seal(secret: string): string {
      const nonce = randomBytes(nonceBytes)
      const sealing = createCipheriv(cipher, key, nonce)
      const body = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()])
      return passingMark + Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64')
    },
    unseal(sealed: string): string | null {
      if (!sealed.startsWith(passingMark)) return null
      const bytes = Buffer.from(sealed.slice(passingMark.length), 'base64')
      try {
        const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
        opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        const body = bytes.subarray(nonceBytes + tagBytes)
        return Buffer.concat([opening.update(body), opening.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
