import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Wire, WireClose } from '../../protocol/wire.ts'

/** Two ends of one wire, and how to clean up after them. */
export interface WirePair {
  readonly left: Wire
  readonly right: Wire
  readonly dispose: () => Promise<void>
}

/** What every carrier of wires has to do. */
export function describeWire(carrier: string, makePair: () => Promise<WirePair>): void {
  describe(`a wire over ${carrier}`, () => {
    let pair: WirePair
    beforeEach(async () => {
      pair = await makePair()
    })
    afterEach(() => pair.dispose())

    it('[SV30] carries frames both ways, whole and in order', async () => {
      const frames = ['first', '', 'ümläut 🎬', 'x'.repeat(50_000), 'last']
      for (const frame of frames) pair.left.send(frame)
      for (const frame of frames) pair.right.send(frame)
      expect(await heard(pair.right, frames.length)).toEqual(frames)
      expect(await heard(pair.left, frames.length)).toEqual(frames)
    })

    it('[SV30] keeps frames that came before anybody listened', async () => {
      pair.left.send('early')
      pair.left.send('echo, please')
      await closedAfter(pair.right, () => pair.left.close())
      expect(await heard(pair.right, 2)).toEqual(['early', 'echo, please'])
    })

    it('[SV30] never delivers while it is being sent', async () => {
      let isDelivered = false
      pair.right.onMessage(() => {
        isDelivered = true
      })
      pair.left.send('frame')
      expect(isDelivered).toBe(false)
      await heard(pair.right, 0)
    })

    it('[SV30] tells every listener until it is cancelled', async () => {
      const once: string[] = []
      const cancel = pair.right.onMessage((frame) => {
        once.push(frame)
        cancel()
        cancel()
      })
      const always = heard(pair.right, 2)
      pair.left.send('one')
      pair.left.send('two')
      expect(await always).toEqual(['one', 'two'])
      expect(once).toEqual(['one'])
    })

    it('[SV31] tells both ends of a close, with the code and reason given', async () => {
      const ends = [closing(pair.left), closing(pair.right)]
      pair.left.close(4009, 'server-restarting')
      expect(await ends[1]).toEqual({ code: 4009, reason: 'server-restarting' })
      expect(await ends[0]).toMatchObject({ code: 4009 })
    })

    it('[SV31] delivers what was sent before the close, and nothing after it', async () => {
      const frames: string[] = []
      pair.right.onMessage((frame) => frames.push(frame))
      pair.left.send('before')
      await closedAfter(pair.right, () => pair.left.close())
      pair.left.send('after')
      pair.right.send('after')
      expect(frames).toEqual(['before'])
    })

    it('[SV31] tells whoever asks after the end, and closes twice without harm', async () => {
      await closedAfter(pair.left, () => pair.right.close())
      pair.left.close()
      expect(await closing(pair.left)).toMatchObject({ code: 1000 })
    })

    it('[SV31] does not tell of the end whoever no longer wants to know', async () => {
      let isTold = false
      const cancel = pair.left.onClose(() => {
        isTold = true
      })
      cancel()
      await closedAfter(pair.left, () => pair.left.close())
      expect(isTold).toBe(false)
    })
  })
}

/** The first `count` frames that arrive at an end. */
function heard(wire: Wire, count: number): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const frames: string[] = []
    const cancel = wire.onMessage((frame) => {
      frames.push(frame)
      if (frames.length === count) done()
    })
    const done = () => {
      queueMicrotask(() => cancel())
      resolve(frames)
    }
    if (count === 0 || frames.length >= count) done()
  })
}

const closing = (wire: Wire): Promise<WireClose> =>
  new Promise((resolve) => {
    wire.onClose(resolve)
  })

async function closedAfter(wire: Wire, act: () => void): Promise<void> {
  const closed = closing(wire)
  act()
  await closed
}
