import { describe, expect, it } from 'vitest'
import { alignedDrift } from '../../../app/renderer/room/alignedDrift.ts'
import { createDriftHistory } from '../../../app/renderer/room/driftHistory.ts'
import { truthCsv, truthJson } from '../../../app/renderer/room/truthExport.ts'
import { ada, inRoom, member, room } from '../../companion/cli/fakes/states.ts'

const formula = member('=cmd|"x"!A1', { driftMs: -2.5 })
const full = { ...room, members: [ada, formula] }

function recorded() {
  const history = createDriftHistory()
  history.record([ada], 500)
  history.record(full.members, 1000)
  return history
}

describe('the figures of the truth panel', () => {
  it('[UR118] are saved as CSV, one line for each sample; a name is never a formula', () => {
    expect(truthCsv(full, recorded(), 2000).split('\n')).toEqual([
      'name,seconds,drift_ms',
      '"Ada",-1.50,0.400',
      '"Ada",-1.00,0.400',
      `"'=cmd|""x""!A1",-1.00,-2.500`,
      '',
    ])
  })

  it('[UR118] are saved as JSON, without addresses and without ids of people', () => {
    const text = truthJson({
      companion: { ...inRoom, room: full },
      room: full,
      history: recorded(),
      wallMs: 0,
    })
    expect(JSON.parse(text)).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      members: [{ name: 'Ada', rttMs: 12.3 }, { driftMs: -2.5 }],
    })
    expect(text).not.toContain('ws://')
    expect(text).not.toContain('personId')
  })

  it('[UR113] are drawn in one graph: whoever came later has a gap before', () => {
    const history = recorded()
    const rows = alignedDrift([history.of(ada.id), history.of(formula.id)], 1000)
    expect(rows).toEqual([
      [-0.5, 0],
      [0.4, 0.4],
      [null, -2.5],
    ])
  })
})
