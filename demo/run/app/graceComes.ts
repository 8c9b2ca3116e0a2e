import type { App } from '../../../companion/app/appApi.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import type { RoomView } from '../../../protocol/room.ts'
import { signIn } from '../memberHome.ts'
import type { MemberProcess } from '../memberProcess.ts'
import type { StageFloor, StageSeat } from '../stage.ts'

export interface GraceParts {
  readonly app: App
  readonly floor: StageFloor
  say(line: string): void
}

/**
 * Somebody else, in a process and with a player of her own, who comes into every room that is opened in the app and may
 * be entered. Whoever leaves it finds her there when they come back; she leaves for the next room, or with this one's end.
 * The answer sends her home.
 */
export async function bringGraceAlong(parts: GraceParts): Promise<Result<() => Promise<void>, Problem>> {
  const { app, floor, say } = parts
  const opened = await floor.openSeat({ index: 1, count: 2, player: 'mpv' })
  if (!opened.ok) return opened
  const seat = opened.value
  const signedIn = await signIn({ address: floor.library.url, person: seat.person, env: seat.env })
  if (!signedIn.ok) return signedIn
  let visit: { readonly link: string; readonly member: MemberProcess } | null = null
  const follow = ({ companion: { joinLink: link, room } }: AppState) => {
    if (visit !== null && link !== null && visit.link !== link) {
      void visit.member.stop()
      visit = null
    }
    if (visit !== null || link === null || room === null || !isOpenTo(seat, room)) return
    const member = floor.startMember(comingBy(link, seat))
    const own = (visit = { link, member })
    void member.ended.then((problem) => {
      if (visit === own) visit = null
      if (problem !== null) say(`${seat.name}: ${problem.sentence}`)
    })
  }
  const cancel = app.onState(follow)
  follow(app.state())
  return success(async () => {
    cancel()
    await visit?.member.stop()
  })
}

const comingBy = (link: string, { name, env, args }: StageSeat) => ({
  name,
  env,
  args: ['join', link, '--name', name, '--trust-server', ...args],
})

/** Where one plays alone nobody comes; where the room is for invited people, they come when they are. */
function isOpenTo({ name }: StageSeat, { isLocked, policy, invitations }: RoomView): boolean {
  const isInvited = invitations.some((invitation) => invitation.name === name)
  return isInvited || (!isLocked && policy.visibility !== 'private')
}
