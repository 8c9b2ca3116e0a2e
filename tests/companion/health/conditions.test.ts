import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  afterPlayerEvent,
  afterStatus,
  found,
  passed,
  type Health,
} from '../../../companion/health/conditions.ts'
import { conditionSentence, isNews } from '../../../companion/words/conditionSentence.ts'
import { conditionKinds, type Condition } from '../../../protocol/health.ts'
import type { Problem } from '../../../protocol/problem.ts'

const problem = (code: string): Problem => ({ code, sentence: `It is ${code}.`, nextStep: 'Mend it.' })
const kinds = (health: Health) => health.map(({ what }) => what)
const ready = { kind: 'ready', name: 'MPV', pid: 1, control: null } as const
const crashed = { kind: 'gone', how: 'crashed', problem: problem('crashed') } as const

const only = (health: Health): Condition => {
  const [condition] = health
  if (condition === undefined || health.length !== 1) throw new Error(kinds(health).join(', '))
  return condition
}

describe('the conditions of a player and its film', () => {
  it('[HL1] each stand once, since they were found first, the gravest first, until they have passed', () => {
    const slow = found([], { what: 'stream-slow', problem: problem('slow') }, 100)
    const both = found(slow, { what: 'player-crashed', problem: problem('crashed') }, 200)
    expect(kinds(both)).toEqual(['player-crashed', 'stream-slow'])
    const slower = found(both, { what: 'stream-slow', problem: problem('slower') }, 300)
    expect(slower[1]).toMatchObject({ sinceMs: 100, problem: { code: 'slower' }, severity: 'impaired' })
    expect(kinds(passed(slower, 'player-crashed'))).toEqual(['stream-slow'])
    expect(passed(slower, 'slept')).toBe(slower)
  })

  it('[HL1] of a player end with it, and those of its loss when there is one again', () => {
    const deaf = afterPlayerEvent([], { kind: 'impaired', what: 'no-sound', problem: problem('deaf') }, 1)
    const gone = afterStatus(deaf, crashed, 2)
    expect(only(gone)).toMatchObject({ what: 'player-crashed', wayBack: { kind: 'command' } })
    expect(afterStatus(gone, { kind: 'starting' }, 3)).toBe(gone)
    expect(afterStatus(gone, { ...ready, kind: 'loading' }, 3)).toBe(gone)
    expect(afterStatus(gone, ready, 4)).toEqual([])
    expect(afterStatus(gone, { kind: 'none' }, 4)).toEqual([])
  })

  it('[HL2] keep the way back that was under way before the loss was told', () => {
    const wayBack = { kind: 'retrying', attempt: 1, nextAtMs: 1000 } as const
    const planned = found([], { what: 'player-crashed', problem: problem('crashed'), wayBack }, 1)
    expect(only(afterStatus(planned, crashed, 1)).wayBack).toEqual(wayBack)
    const failed = { kind: 'gone', how: 'failed-to-start', problem: problem('missing') } as const
    expect(only(afterStatus(planned, failed, 2))).toMatchObject({
      what: 'player-not-started',
      wayBack: { kind: 'command', command: 'restart-player' },
    })
  })

  it('[HL5] name every option that was left out', () => {
    const drop = (health: Health, option: string) =>
      afterPlayerEvent(health, { kind: 'option-dropped', problem: problem(option) }, 1)
    const twice = drop(drop(drop([], 'one'), 'two'), 'two')
    expect(only(twice)).toMatchObject({ severity: 'note', problem: { sentence: 'It is one. It is two.' } })
  })

  it('[HL14] tell another film by its title, [HL16] and the end of ours until somebody seeks back', () => {
    const astray = afterPlayerEvent([], { kind: 'foreign-media', title: 'Holidays' }, 1)
    expect(only(astray)).toMatchObject({ what: 'other-film', severity: 'stopped' })
    expect(only(astray).problem.sentence).toContain('Holidays')
    const over = afterPlayerEvent([], { kind: 'ended' }, 1)
    expect(only(over)).toMatchObject({ what: 'film-over', severity: 'note' })
    expect(afterPlayerEvent(over, { kind: 'sought', positionMs: 0 }, 2)).toEqual([])
  })

  it('[HL18] are told in a sentence with the way back, again only when there is something new', () => {
    const [lost] = found([], { what: 'player-crashed', problem: problem('crashed') }, 1)
    if (lost === undefined) throw new Error('nothing found')
    expect(conditionSentence(lost, 'p')).toBe('It is crashed. Press p to start it again.')
    expect(conditionSentence(lost, null)).toBe('It is crashed. Mend it.')
    const retried: Condition = { ...lost, wayBack: { kind: 'retrying', attempt: 2, nextAtMs: null } }
    expect(conditionSentence(retried, 'p')).toBe('It is crashed. It is tried again by itself (attempt 2).')
    expect(isNews(undefined, lost)).toBe(true)
    expect(isNews(lost, { ...lost, problem: { ...lost.problem, sentence: 'Now 12 kbit/s.' } })).toBe(false)
    expect(isNews(lost, retried)).toBe(true)
    expect(isNews(retried, { ...retried, wayBack: { kind: 'retrying', attempt: 3, nextAtMs: 7 } })).toBe(
      false,
    )
    expect(isNews({ ...lost, wayBack: { kind: 'by-itself' } }, retried)).toBe(false)
  })

  it('[HL19] are all told of in docs/health.md', () => {
    const page = readFileSync(new URL('../../../docs/health.md', import.meta.url), 'utf8')
    for (const kind of conditionKinds) expect(page).toContain(`\`${kind}\``)
  })
})
