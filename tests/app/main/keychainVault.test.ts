import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeychainVault, type Keychain } from '../../../app/main/keychainVault.ts'
import { openAccountBook } from '../../../companion/settings/accounts.ts'
import type { Credentials } from '../../../jellyfin/credentials.ts'
import { must } from '../../jellyfin/support/libraryFixture.ts'

const secret = 'deadbeef'.repeat(4)
const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

const keychain = (backend: string, isAvailable = true): Keychain => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: (text) => Promise.resolve(flipped(Buffer.from(text))),
  decryptStringAsync: (bytes) => Promise.resolve({ result: flipped(bytes).toString() }),
})

function vaultOf(chain: Keychain, mayKeep = false, platform: NodeJS.Platform = 'linux') {
  let asked = 0
  const mayKeepInFile = () => {
    asked += 1
    return Promise.resolve(mayKeep)
  }
  return { vault: createKeychainVault({ keychain: chain, platform, mayKeepInFile }), asked: () => asked }
}

const ada: Credentials = {
  ...{ serverUrl: 'http://127.0.0.1:1', serverId: 's', serverName: 'Home', userId: 'ada', userName: 'Ada' },
  ...{ accessToken: secret, deviceId: 'd' },
}

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-vault-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('the vault of the desktop app', () => {
  it.each([
    ['gnome_libsecret', 'linux'],
    ['kwallet6', 'linux'],
    ['basic_text', 'win32'],
    ['unknown', 'darwin'],
  ] as const)('[EL10] is the keychain, where there is one (%s on %s)', async (backend, platform) => {
    const { vault, asked } = vaultOf(keychain(backend), false, platform)
    const sealed = await vault.seal(secret)
    expect(sealed).toMatch(/^sealed:keychain:/)
    expect(sealed).not.toContain(secret)
    expect(await vault.unseal(sealed)).toBe(secret)
    expect(asked()).toBe(0)
  })

  it.each([
    ['basic_text', true],
    ['unknown', true],
    ['gnome_libsecret', false],
  ])('[EL10] asks, once, before a secret would lie in the open (%s, %s)', async (backend, isAvailable) => {
    const { vault, asked } = vaultOf(keychain(backend, isAvailable), true)
    expect(await vault.seal(secret)).toBe(secret)
    expect(await vault.seal('other')).toBe('other')
    expect(asked()).toBe(1)
  })

  it('[EL10] keeps it for this run only when that is not wanted', async () => {
    const { vault } = vaultOf(keychain('basic_text'), false)
    const sealed = await vault.seal(secret)
    expect(sealed).toMatch(/^sealed:run:/)
    expect(await vault.unseal(sealed)).toBe(secret)
    expect(await vaultOf(keychain('basic_text'), false).vault.unseal(sealed)).toBeNull()
    expect(await vault.unseal(`${sealed.slice(0, -8)}AAAAAAA=`)).toBeNull()
  })

  it('[EL10] opens nothing when the keychain does not', async () => {
    const broken = { ...keychain('kwallet'), decryptStringAsync: () => Promise.reject(new Error('locked')) }
    expect(await vaultOf(broken).vault.unseal('sealed:keychain:AAAA')).toBeNull()
  })
})

describe('accounts in a vault', () => {
  it('[EL10] hold no token in their file, and are not there for who has no vault', async () => {
    const folder = await folderOfTest()
    const onCorrupt = () => undefined
    const { vault } = vaultOf(keychain('kwallet'))
    const book = openAccountBook({ folder, onCorrupt, vault })
    must(await book.keep(ada))
    expect(await readFile(join(folder, 'accounts.json'), 'utf8')).not.toContain(secret)
    expect(must(await book.current())).toEqual(ada)
    expect(must(await book.all())).toEqual([ada])
    const open = openAccountBook({ folder, onCorrupt })
    expect(must(await open.current())).toBeNull()
    // What another front keeps takes nothing away from those that it cannot read.
    must(await open.keep({ ...ada, userId: 'grace', userName: 'Grace' }))
    expect(must(await book.all()).map(({ userName }) => userName)).toEqual(['Ada', 'Grace'])
    expect(must(await open.all()).map(({ userName }) => userName)).toEqual(['Grace'])
  })
})
