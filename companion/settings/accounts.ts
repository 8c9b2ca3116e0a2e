import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openJsonFile, type JsonFile } from './jsonFile.ts'

/** A person signed in at a library server. `accessToken` is the secret: it never leaves this file but to that server. */
export const accountSchema = z.strictObject({
  serverAddress: z.string().min(1),
  serverId: z.string(),
  serverName: z.string(),
  userId: z.string().min(1),
  userName: z.string(),
  accessToken: z.string().min(1),
  /** By it the server tells this installation from others of the same person. */
  deviceId: z.string().min(1),
})

export type Account = z.infer<typeof accountSchema>

const accountsSchema = z.strictObject({
  version: z.literal(1),
  accounts: z.array(accountSchema),
  /** The one that commands use; null when nobody is signed in. */
  current: z.strictObject({ serverAddress: z.string(), userId: z.string() }).nullable(),
  devices: z.array(z.strictObject({ serverAddress: z.string(), user: z.string(), deviceId: z.string() })),
})

type Accounts = z.infer<typeof accountsSchema>

const nobody: Accounts = { version: 1, accounts: [], current: null, devices: [] }

/** Who is signed in where, kept between runs. */
export interface AccountBook {
  /** The account that commands use, null when nobody is signed in. */
  current(): Promise<Result<Account | null, Problem>>
  /** Keeps an account and makes it the current one; the same person on the same server is replaced. */
  keep(account: Account): Promise<Result<void, Problem>>
  /** Forgets an account. Another one that is kept does not become current by itself. */
  forget(account: Account): Promise<Result<void, Problem>>
  /**
   * The device id for a person (as typed) on a server, made once and then always the same. It stays after signing
   * out, because a server lists every device it ever saw. `user` is empty when the person is not known yet.
   */
  deviceIdFor(serverAddress: string, user: string): Promise<Result<string, Problem>>
}

export interface AccountBookOptions {
  readonly folder: string
  readonly onCorrupt: (problem: Problem) => void
}

export function openAccountBook({ folder, onCorrupt }: AccountBookOptions): AccountBook {
  const path = join(folder, 'accounts.json')
  const file = openJsonFile({ path, schema: accountsSchema, empty: nobody, onCorrupt })
  return {
    current: async () => {
      const book = await file.read()
      return book.ok ? success(currentOf(book.value)) : book
    },
    keep: (account) => change(file, (book) => withAccount(book, account)),
    forget: (account) => change(file, (book) => withoutAccount(book, account)),
    deviceIdFor: (serverAddress, user) => deviceIdFor(file, { serverAddress, user: user.toLowerCase() }),
  }
}

async function change(
  file: JsonFile<Accounts>,
  next: (book: Accounts) => Accounts,
): Promise<Result<void, Problem>> {
  const book = await file.read()
  return book.ok ? await file.write(next(book.value)) : book
}

interface DeviceOwner {
  readonly serverAddress: string
  readonly user: string
}

async function deviceIdFor(file: JsonFile<Accounts>, owner: DeviceOwner): Promise<Result<string, Problem>> {
  const book = await file.read()
  if (!book.ok) return book
  const known = book.value.devices.find(
    (device) => device.serverAddress === owner.serverAddress && device.user === owner.user,
  )
  if (known !== undefined) return success(known.deviceId)
  const deviceId = randomUUID()
  const written = await file.write({
    ...book.value,
    devices: [...book.value.devices, { ...owner, deviceId }],
  })
  return written.ok ? success(deviceId) : written
}

const currentOf = ({ accounts, current }: Accounts): Account | null =>
  accounts.find((account) => current !== null && isSame(account, current)) ?? null

const withAccount = (book: Accounts, account: Account): Accounts => ({
  ...book,
  accounts: [...book.accounts.filter((other) => !isSame(other, account)), account],
  current: { serverAddress: account.serverAddress, userId: account.userId },
})

const withoutAccount = (book: Accounts, account: Account): Accounts => ({
  ...book,
  accounts: book.accounts.filter((other) => !isSame(other, account)),
  current: book.current !== null && isSame(account, book.current) ? null : book.current,
})

const isSame = (account: Account, other: { readonly serverAddress: string; readonly userId: string }) =>
  account.serverAddress === other.serverAddress && account.userId === other.userId
