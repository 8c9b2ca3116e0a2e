import { readFile } from 'node:fs/promises'
import type { VlcLaunchOptions } from '../../adapters/vlc/launchVlc.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { usageProblem } from './cliProblems.ts'

type VlcUser = Pick<VlcLaunchOptions, 'runAs'>

/**
 * Who runs VLC, where whoever starts us may not (root): a login name, or `uid:gid:home` of somebody without one, as in
 * containers. Nothing named means ourselves.
 */
export async function readVlcUser(
  named: string,
  passwd = () => readFile('/etc/passwd', 'utf8').catch(() => ''),
): Promise<Result<VlcUser, Problem>> {
  if (named === '') return success({})
  const [, uid, gid, home] = /^(\d+):(\d+):(\/.*)$/.exec(named) ?? (await login(named, passwd)) ?? []
  if (home === undefined) return failure(unknownUser(named))
  return success({ runAs: { uid: Number(uid), gid: Number(gid), home } })
}

/** A line of passwd(5): name, password, uid, gid, words about the person, home, shell. */
async function login(name: string, passwd: () => Promise<string>): Promise<readonly string[] | null> {
  const fields = (await passwd()).split('\n').map((line) => line.split(':'))
  const [, , uid, gid, , home] = fields.find(([first]) => first === name) ?? []
  return uid === undefined || gid === undefined || home === undefined ? null : [name, uid, gid, home]
}

const unknownUser = (named: string): Problem =>
  usageProblem(
    `VLC is to be run as "${named}", but there is no such user.`,
    'Name one of this machine in LOCKSTEP_VLC_USER, or give uid:gid:home.',
  )
