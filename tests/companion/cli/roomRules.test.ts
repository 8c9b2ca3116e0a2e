import { expect, it } from 'vitest'
import { createCommand } from '../../../companion/cli/commands/create.ts'
import { readGiven } from '../../../companion/cli/given.ts'
import { policyOptionTable, readExpiry, readPolicy } from '../../../companion/cli/roomRules.ts'
import { policyFields } from '../../../companion/words/policyFields.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'

function given(args: readonly string[]) {
  const read = readGiven(createCommand, ['film', ...args])
  if (!read.ok) throw new Error(read.problem.sentence)
  return read.value
}

it('[CL79] has an option for every rule of a room', () => {
  const set = policyFields.map(({ read, show }) => read(show(defaultPolicy).replace('none', '0')))
  const covered = set.flatMap((change) => Object.keys(change ?? {}))
  expect(covered.toSorted()).toEqual(Object.keys(defaultPolicy).toSorted())
  expect(Object.keys(policyOptionTable)).toEqual(policyFields.map(({ name }) => name))
})

it('[CL79] reads them all', () => {
  const args = [
    ...['--control', 'vote', '--quorum', '66%', '--viewers-may-pause', 'yes', '--viewers-may-seek', 'no'],
    ...['--queue-editors', 'host', '--newcomers', 'controller', '--visibility', 'private'],
    ...['--wait-for', 'nobody', '--pause-on-stall', 'no', '--countdown', '3', '--expires', '1d2h'],
  ]
  expect(readPolicy(given(args))).toEqual({
    ok: true,
    value: {
      ...{ control: 'vote', quorum: 0.66, viewersMayPause: true, viewersMaySeek: false },
      ...{ queueEditors: 'host', newcomers: 'controller', visibility: 'private' },
      ...{ waitFor: 'nobody', pauseOnStall: false, startCountdownMs: 3000 },
    },
  })
  expect(readExpiry(given(args))).toEqual({ ok: true, value: 26 * 3_600_000 })
  expect([readPolicy(given([])), readExpiry(given([]))]).toEqual([
    { ok: true, value: {} },
    { ok: true, value: null },
  ])
})

it.each([
  [['--control', 'anarchy'], 'host|controllers|everyone|vote'],
  [['--quorum', '101'], 'percent'],
  [['--countdown', '61'], 'seconds'],
  [['--viewers-may-seek', 'maybe'], 'yes|no'],
])('[CL79] refuses %j and says what there is', (args, values) => {
  const policy = readPolicy(given(args))
  expect(policy).toMatchObject({ ok: false, problem: { code: 'usage' } })
  expect(policy.ok ? '' : policy.problem.nextStep).toContain(values)
})

it.each(['soon', '500d', '0s'])('[CL79] refuses to end after %j', (time) => {
  expect(readExpiry(given(['--expires', time]))).toMatchObject({ ok: false, problem: { code: 'usage' } })
})
