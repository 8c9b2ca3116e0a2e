import type { DoctorLine, Verdict } from '../../protocol/bridge/doctor.ts'

const gravity: readonly Verdict[] = ['green', 'unknown', 'amber', 'red']

/** The gravest verdict. What could not be looked at is no fault, so without any other it counts as good. */
export function worstOf(lines: readonly Pick<DoctorLine, 'verdict'>[]): Verdict {
  const worst = Math.max(0, ...lines.map(({ verdict }) => gravity.indexOf(verdict)))
  const verdict = gravity[worst] ?? 'green'
  return verdict === 'unknown' ? 'green' : verdict
}

/** Without what tells who or where somebody is: each secret is replaced by what it is. */
export function redact(text: string, secrets: Readonly<Record<string, string>>): string {
  const longestFirst = Object.entries(secrets)
    .filter(([secret]) => secret.length > 1)
    .toSorted(([one], [other]) => other.length - one.length)
  const withoutAddresses = text.replaceAll(
    /\b(?:https?|wss?|lockstep):\/\/[^\s"')]*[^\s"').,;]/gi,
    'an address',
  )
  return longestFirst.reduce((rest, [secret, word]) => rest.replaceAll(secret, word), withoutAddresses)
}

export type HostKind = 'on this machine' | 'in this network' | 'on the internet'

/** What kind of place a server's address names, instead of the address. */
export function hostKind(address: string): HostKind {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
  if (/^(localhost|127\.|::1$)/.test(host)) return 'on this machine'
  const isNear = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe80:)/i.test(host)
  return isNear || /\.local$|^[^.:]+$/.test(host) ? 'in this network' : 'on the internet'
}
