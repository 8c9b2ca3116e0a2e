import type { Cancel } from '../../protocol/wire.ts'
import type { Ending } from './ending.ts'
import { createJsonFace, type JsonOutput } from './json/jsonFace.ts'
import type { Member } from './member.ts'
import type { Shell } from './shell.ts'
import { startLiveFace } from './view/liveFace.ts'
import { startPlainFace } from './view/plainFace.ts'
import { openTerminalScreen } from './view/terminalScreen.ts'

interface FaceParts {
  readonly shell: Shell
  readonly member: Member
  readonly ending: Ending
}

/** How the room is shown. Returns its undo. */
export function startFace(kind: 'json' | 'live' | 'plain', parts: FaceParts): Cancel {
  const { shell } = parts
  switch (kind) {
    case 'plain':
      return startPlain(parts, shell.print)
    case 'json':
      return both(startPlain(parts, shell.say), startJson(parts))
    case 'live':
      return startLive(parts)
  }
}

/** Lines for people on stderr; the link is what was asked for and goes where `tellLink` says. */
const startPlain = ({ shell, member }: FaceParts, tellLink: (joinLink: string) => void): Cancel =>
  startPlainFace(member.companion, { say: shell.say, tellLink })

/** Drawing needs a terminal on both sides that understands more than text. */
export const canDraw = ({ stdin, stdout, env }: Shell): boolean =>
  stdin.isTTY && stdout.isTTY && env['TERM'] !== 'dumb'

export const emitTo =
  ({ stdout }: Shell) =>
  (output: JsonOutput): void =>
    void stdout.write(`${JSON.stringify(output)}\n`)

function startJson({ shell, member }: FaceParts): Cancel {
  const face = createJsonFace({ ...member, emit: emitTo(shell) })
  const { stdin } = shell
  stdin.setEncoding('utf8')
  stdin.on('data', face.receive)
  // Whoever drives us may have no more to say; that ends nothing.
  stdin.on('error', () => {})
  return () => {
    stdin.off('data', face.receive)
    stdin.pause()
    face.close()
  }
}

/** Lines until the room is there, then the picture: a refusal stays readable where it was said. */
function startLive({ shell, member, ending }: FaceParts): Cancel {
  const { companion, clock, library } = member
  let stop = startPlain({ shell, member, ending }, shell.print)
  const unsubscribe = companion.onState((state) => {
    if (state.room === null) return
    unsubscribe()
    stop()
    const colours = shell.env['NO_COLOR'] === undefined || shell.env['NO_COLOR'] === ''
    const screen = openTerminalScreen(shell)
    stop = startLiveFace({ companion, library, clock, screen, colours, onQuit: () => ending.end(null) })
  })
  return () => {
    unsubscribe()
    stop()
  }
}

const both =
  (one: Cancel, other: Cancel): Cancel =>
  () => {
    one()
    other()
  }
