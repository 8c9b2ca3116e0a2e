import { WebSocket } from 'ws'
import { ownDialect } from '../load/ownDialect.ts'
import { sessionPath } from '../../../protocol/session.ts'

/** Two members who go on with their room while the server is attacked. */
export interface Witness {
  /** Known to the attackers, who may come in and are viewers there. */
  readonly roomCode: string
  /** How often the host commanded, and how many of these commands the other one heard. */
  stop(): Promise<{ readonly commands: number; readonly heard: number }>
}

/** How long one command waits to be heard of, and how long the host rests between two. */
const heardWithinMs = 10_000
const restMs = 20

export async function startWitness(url: string): Promise<Witness> {
  const host = enter(url, 'Host', ownDialect.create('Witness', { control: 'host', pauseOnStall: false }))
  const roomCode = await host.joined
  const guest = enter(url, 'Guest', ownDialect.join(roomCode))
  await guest.joined
  let goesOn = true
  const course = (async () => {
    const seen = { commands: 0, heard: 0 }
    while (goesOn && seen.heard === seen.commands) {
      seen.commands += 1
      const heard = guest.hears(seen.commands)
      host.send(ownDialect.command(seen.commands))
      seen.heard += (await heard) ? 1 : 0
      await new Promise((resolve) => setTimeout(resolve, restMs))
    }
    return seen
  })()
  return {
    roomCode,
    stop: async () => {
      goesOn = false
      return await course
    },
  }
}

function enter(url: string, name: string, wish: string) {
  const socket = new WebSocket(`${url}${sessionPath}`, { perMessageDeflate: false })
  socket.on('open', () => {
    for (const frame of [...ownDialect.introduce(name), wish]) socket.send(frame)
  })
  const hear = (fits: (heard: ReturnType<typeof ownDialect.read>) => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => settle(false), heardWithinMs)
      const listen = (frame: Buffer) => void (fits(ownDialect.read(frame)) && settle(true))
      const settle = (isHeard: boolean) => {
        clearTimeout(timer)
        socket.off('message', listen)
        resolve(isHeard)
      }
      socket.on('message', listen)
    })
  const joined = new Promise<string>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (frame: Buffer) => {
      const heard = ownDialect.read(frame)
      if (heard.kind === 'joined') resolve(heard.roomKey)
    })
  })
  return {
    joined,
    hears: (command: number) => hear((heard) => heard.kind === 'command' && heard.number === command),
    send: (frame: string) => socket.send(frame),
  }
}
