import { pipeline, Readable, Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { MediaFaults } from './faults.ts'
import type { World } from './world.ts'

/** Applies the fault switches to every request and answer. */
export function applyFaults(app: FastifyInstance, world: World, basePath: string): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = (request.url.split('?')[0] ?? '').slice(basePath.length).toLowerCase()
    const delayMs = world.faults.delayMsFor(path)
    if (delayMs > 0) await new Promise<void>((done) => world.clock.after(delayMs, done))
    const status = world.faults.statusFor(path)
    if (status !== null) await reply.code(status).send()
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (!(payload instanceof Readable) || request.method === 'HEAD') return payload
    const faults = world.faults.nextMediaFaults()
    const isWhole = faults.bytesPerSecond === null && faults.cutAfterBytes === null
    if (isWhole && !faults.halted()) return payload
    // Cutting means that the line breaks: no end, no error that HTTP could tell.
    const cut = () => reply.raw.destroy()
    return pipeline(payload, narrowed(faults, world.clock, cut), () => undefined)
  })
}

/** Slices per second of a slow line: fine enough to look steady. */
const SLICES_PER_SECOND = 20
const HALTED_LOOK_MS = 50

/** Passes bytes on as slowly as asked, and calls `cut` in the place of the byte that must not arrive. */
function narrowed(
  { cutAfterBytes, bytesPerSecond, halted }: MediaFaults,
  clock: Clock,
  cut: () => void,
): Transform {
  let left = cutAfterBytes ?? Infinity
  let cancel: Cancel = () => undefined
  const sliceBytes =
    bytesPerSecond === null ? Infinity : Math.max(1, Math.ceil(bytesPerSecond / SLICES_PER_SECOND))
  const pause = (ms: number) => new Promise<void>((done) => (cancel = clock.after(ms, done)))
  const wait = async (bytes: number) => {
    if (bytesPerSecond === null) return
    await pause((1000 * bytes) / bytesPerSecond)
  }
  const pass = async (stream: Transform, chunk: Buffer) => {
    for (let start = 0; start < chunk.length && left > 0; start += sliceBytes) {
      while (halted()) await pause(HALTED_LOOK_MS)
      const slice = chunk.subarray(start, Math.min(chunk.length, start + sliceBytes, start + left))
      left -= slice.length
      stream.push(slice)
      await wait(slice.length)
    }
    // What was pushed leaves before the line breaks, so that the other side really gets it.
    if (left <= 0) setImmediate(cut)
  }
  const deliver = async (stream: Transform, chunk: Buffer, done: () => void) => {
    if (left <= 0) return
    await pass(stream, chunk)
    if (left > 0) done()
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      void deliver(this, chunk, done)
    },
    destroy(error, done) {
      cancel()
      done(error)
    },
  })
}
