import { describe, expect, it } from 'vitest'
import { createMemoryWires } from '../../platform/memoryWire.ts'
import { describeWire } from '../contracts/wire.ts'

describeWire('memory', () => {
  const [left, right] = createMemoryWires()
  return Promise.resolve({ left, right, dispose: () => Promise.resolve() })
})

describe('wires in memory', () => {
  it('[SV30] deliver when the one who made them says so', () => {
    const later: (() => void)[] = []
    const [left, right] = createMemoryWires((run) => later.push(run))
    const frames: string[] = []
    right.onMessage((frame) => frames.push(frame))
    left.send('one')
    left.send('two')
    expect(frames).toEqual([])
    for (const run of later) run()
    expect(frames).toEqual(['one', 'two'])
  })
})
