import { useState } from 'react'
import { useAppLink } from '../../../client/AppContext.tsx'
import type { AppLink } from '../../../client/appLink.ts'
import { useClock } from '../../../client/ClockContext.tsx'
import type { Clock } from '../../../../../sync/clock.ts'
import { roomMomentAt, type RoomMoment } from '../../../room/roomPosition.ts'
import { appNowMs, useTicking } from '../useTicking.ts'

const nowhere: RoomMoment = { positionMs: 0, runtimeMs: null, speed: 0, startsInMs: null }

/** Where the room is at this instant. */
export function roomMomentNow(link: AppLink, clock: Clock): RoomMoment {
  const companion = link.mirror.getState().app?.companion
  if (companion === undefined || companion.room === null) return nowhere
  return roomMomentAt(companion, companion.room, appNowMs(link, clock))
}

/** Something that follows from where the room is, looked at every `everyMs`; draws anew only when it is another one. */
export function useMoment<Part extends string | number | boolean | null>(
  select: (moment: RoomMoment) => Part,
  everyMs = 250,
): Part {
  const [link, clock] = [useAppLink(), useClock()]
  const [part, setPart] = useState(() => select(roomMomentNow(link, clock)))
  useTicking(() => setPart(select(roomMomentNow(link, clock))), everyMs)
  return part
}
