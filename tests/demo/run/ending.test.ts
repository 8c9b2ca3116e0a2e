import { describe, expect, it } from 'vitest'
import { createEnding } from '../../../demo/run/ending.ts'

/** Closers that note their order; each takes a turn of the event loop. */
function closers() {
  const ended: string[] = []
  const closer = (name: string) => async () => {
    ended.push(`${name} begins`)
    await Promise.resolve()
    ended.push(`${name} is done`)
  }
  return { ended, closer }
}

describe('an ending', () => {
  it('[DM82] ends what was added last first, one after the other', async () => {
    const { ended, closer } = closers()
    const ending = createEnding('backwards')
    ending.add(closer('library'))
    ending.add(closer('member'))
    await ending.end()
    expect(ended).toEqual(['member begins', 'member is done', 'library begins', 'library is done'])
  })

  it('[DM82] ends together what belongs together', async () => {
    const { ended, closer } = closers()
    const ending = createEnding('together')
    ending.add(closer('one'))
    ending.add(closer('two'))
    await ending.end()
    expect(ended).toEqual(['one begins', 'two begins', 'one is done', 'two is done'])
  })

  it('[DM82] ends only once, however often it is asked', async () => {
    const { ended, closer } = closers()
    const ending = createEnding('backwards')
    ending.add(closer('one'))
    await Promise.all([ending.end(), ending.end()])
    await ending.end()
    expect(ended).toHaveLength(2)
  })

  it('[DM82] ends at once what is added after the end', async () => {
    const { ended, closer } = closers()
    const ending = createEnding('backwards')
    await ending.end()
    ending.add(closer('late'))
    await ending.end()
    expect(ended).toEqual(['late begins', 'late is done'])
  })
})
