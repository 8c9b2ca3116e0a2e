import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { credentialsSchema, type Credentials } from '../../jellyfin/credentials.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openJsonFile, type JsonFile } from './jsonFile.ts'
import { isSealed, type Vault } from './vault.ts'

const accountsSchema = z.strictObject({
  version: z.literal(1),
  accounts: z.array(credentialsSchema),
  /** The one that commands use; null when nobody is signed in. */
  current: z.strictObject({ serverId: z.string(), userId: z.string() }).nullable(),
  devices: z.array(z.strictObject({ serverId: z.string(), user: z.string(), deviceId: z.string() })),
})

type Accounts = z.infer<typeof accountsSchema>

const nobody: Accounts = { version: 1, accounts: [], current: null, devices: [] }

/** Who is signed in where, kept between runs. */
export interface AccountBook {
  /** The account that commands use, null when nobody is signed in. */
  current(): Promise<Result<Credentials | null, Problem>>
  /** Everybody who is signed in, the longest first. */
  all(): Promise<Result<readonly Credentials[], Problem>>
  /** Makes a kept account the current one; null = none is. One that is not kept changes nothing. */
  choose(account: AccountName | null): Promise<Result<void, Problem>>
  /** Keeps an account and makes it the current one; the same person on the same server is replaced. */
  keep(account: Credentials): Promise<Result<void, Problem>>
  /** Forgets an account. Another one that is kept does not become current by itself. */
  forget(account: Credentials): Promise<Result<void, Problem>>
  /**
   * The device id for a person (as typed) on a server, made once and then always the same; it stays after signing
   * out, because a server lists every device it ever saw. A new one while the person is not known (null): two
   * people with one device id would share a session at the server.
   */
  deviceIdFor(serverId: string, user: string | null): Promise<Result<string, Problem>>
}

export type AccountName = Pick<Credentials, 'serverId' | 'userId'>

export interface AccountBookOptions {
  readonly folder: string
  readonly onCorrupt: (problem: Problem) => void
  /** Locks tokens up; without it they lie in the file, and what was locked up by another front is not there. */
  readonly vault?: Vault
}

export function openAccountBook({ folder, onCorrupt, vault }: AccountBookOptions): AccountBook {
  const path = join(folder, 'accounts.json')
  const file = openJsonFile({ path, schema: accountsSchema, empty: nobody, onCorrupt })
  return {
    current: async () => {
      const book = await file.read()
      if (!book.ok) return book
      const account = currentOf(book.value)
      return success(account === null ? null : await unlocked(account, vault))
    },
    all: async () => {
      const book = await file.read()
      if (!book.ok) return book
      const accounts = await Promise.all(book.value.accounts.map((account) => unlocked(account, vault)))
      return success(accounts.filter((account) => account !== null))
    },
    choose: (account) => file.change((book) => withCurrent(book, account)),
    keep: async (account) => {
      const locked = await lockedUp(account, vault)
      return file.change((book) => withAccount(book, locked))
    },
    forget: (account) => file.change((book) => withoutAccount(book, account)),
    deviceIdFor: async (serverId, user) =>
      user === null ? success(randomUUID()) : await deviceIdFor(file, { serverId, user: asKey(user) }),
  }
}

/** Null when its token cannot be had: locked up by another front, or in a keychain that is not there any more. */
async function unlocked(account: Credentials, vault: Vault | undefined): Promise<Credentials | null> {
  if (!isSealed(account.accessToken)) return account
  const accessToken = (await vault?.unseal(account.accessToken)) ?? null
  return accessToken === null ? null : { ...account, accessToken }
}

const lockedUp = async (account: Credentials, vault: Vault | undefined): Promise<Credentials> =>
  vault === undefined ? account : { ...account, accessToken: await vault.seal(account.accessToken) }

interface DeviceOwner {
  readonly serverId: string
  readonly user: string
}

async function deviceIdFor(file: JsonFile<Accounts>, owner: DeviceOwner): Promise<Result<string, Problem>> {
  let deviceId: string = randomUUID()
  const kept = await file.change((book) => {
    const known = book.devices.find(
      ({ serverId, user }) => serverId === owner.serverId && user === owner.user,
    )
    if (known === undefined) return { ...book, devices: [...book.devices, { ...owner, deviceId }] }
    ;({ deviceId } = known)
    return book
  })
  return kept.ok ? success(deviceId) : kept
}

/** Jellyfin's user names are the same in capitals. */
const asKey = (user: string) => user.toLowerCase()

const withDevice = (book: Accounts, device: Accounts['devices'][number]): Accounts => ({
  ...book,
  devices: [
    ...book.devices.filter((other) => other.serverId !== device.serverId || other.user !== device.user),
    device,
  ],
})

const currentOf = ({ accounts, current }: Accounts): Credentials | null =>
  accounts.find((account) => current !== null && isSame(account, current)) ?? null

const withAccount = (book: Accounts, account: Credentials): Accounts => ({
  ...withDevice(book, {
    serverId: account.serverId,
    user: asKey(account.userName),
    deviceId: account.deviceId,
  }),
  accounts: [...book.accounts.filter((other) => !isSame(other, account)), account],
  current: { serverId: account.serverId, userId: account.userId },
})

const withoutAccount = (book: Accounts, account: Credentials): Accounts => ({
  ...book,
  accounts: book.accounts.filter((other) => !isSame(other, account)),
  current: book.current !== null && isSame(account, book.current) ? null : book.current,
})

function withCurrent(book: Accounts, account: AccountName | null): Accounts {
  if (account === null) return { ...book, current: null }
  const { serverId, userId } = account
  const isKept = book.accounts.some((other) => isSame(other, account))
  return isKept ? { ...book, current: { serverId, userId } } : book
}

const isSame = (account: Credentials, other: AccountName) =>
  account.serverId === other.serverId && account.userId === other.userId
