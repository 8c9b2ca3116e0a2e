import type { UserPolicy } from './models.ts'
import { DEMO_PEOPLE, type DemoPerson, policyOf } from './people.ts'

/** A person's account as it is now: rights may change while a test runs. */
export interface Account {
  readonly person: DemoPerson
  readonly policy: UserPolicy
  readonly lastLoginUtcMs: number | null
}

export interface Accounts {
  all(): readonly Account[]
  find(userId: string): Account | null
  /** User names are not case-sensitive. */
  named(name: string): Account | null
  readonly changePolicy: (userId: string, change: Partial<UserPolicy>) => void
  noteLogin(userId: string, utcMs: number): void
}

export function createAccounts(): Accounts {
  const accounts = new Map<string, Account>(
    DEMO_PEOPLE.map((person) => [person.id, { person, policy: policyOf(person), lastLoginUtcMs: null }]),
  )
  const update = (userId: string, change: (account: Account) => Account) => {
    const account = accounts.get(userId)
    if (account) accounts.set(userId, change(account))
  }
  return {
    all: () => [...accounts.values()],
    find: (userId) => accounts.get(userId) ?? null,
    named: (name) =>
      [...accounts.values()].find(({ person }) => person.name.toLowerCase() === name.toLowerCase()) ?? null,
    changePolicy: (userId, change) =>
      update(userId, (account) => ({ ...account, policy: { ...account.policy, ...change } })),
    noteLogin: (userId, utcMs) => update(userId, (account) => ({ ...account, lastLoginUtcMs: utcMs })),
  }
}
