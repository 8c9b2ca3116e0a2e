import type { Library } from '../../jellyfin/library.ts'
import type { Media } from '../../protocol/media.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { mediaOf } from '../films/mediaOf.ts'
import { noVote } from './roomProblems.ts'
import type { RoomVisit } from './roomVisit.ts'

/** What needs no room to make sense. */
const outOfRooms = [
  ...(['create-room', 'join-room', 'leave-room', 'dismiss-problem'] as const),
  ...(['set-offset', 'set-quality', 'set-languages', 'set-ready', 'like-film'] as const),
  ...(['choose-track', 'replay', 'end-replay'] as const),
] as const

type OutOfRooms = Extract<CompanionCommand, { kind: (typeof outOfRooms)[number] }>
export type RoomCommand = Exclude<CompanionCommand, OutOfRooms>

export const isOutOfRooms = (command: CompanionCommand): command is OutOfRooms =>
  outOfRooms.some((kind) => kind === command.kind)

export interface Surroundings {
  readonly visit: RoomVisit
  readonly library: Library
  readonly state: CompanionState
}

/** Does what a face asks for in the room that one is in. */
export async function obeyInRoom(
  { visit, library, state }: Surroundings,
  command: RoomCommand,
): Promise<Result<void, Problem>> {
  switch (command.kind) {
    case 'act':
      return command.action.kind === 'next' ? goOn(visit, library, state) : visit.act(command.action)
    case 'toggle':
      return visit.act(visit.isPlaying() ? { kind: 'pause', positionMs: null } : { kind: 'play' })
    case 'skip':
      return visit.act({ kind: 'seek', positionMs: Math.max(0, visit.positionMs() + command.byMs) })
    case 'say':
      return visit.say(command.text)
    case 'open-film':
      return openFilm(visit, library, command)
    case 'queue-film':
      return withItem(library, command.itemId, ({ media }) =>
        visit.ask({ type: 'edit-queue', edit: { kind: 'add', media } }),
      )
    case 'edit-queue':
      return visit.ask({ type: 'edit-queue', edit: command.edit })
    case 'play-entry':
      return visit.ask({ type: 'play-entry', entry: command.entry, insist: command.insist })
    case 'free-play':
      return visit.setFree(command.isFree)
    case 'vote':
      return vote(visit, state, command.inFavour)
    case 'react':
      return visit.ask({ type: 'react', reaction: command.reaction })
    case 'raise-hand':
      return visit.ask({ type: 'raise', wants: command.wants })
    case 'lower-hand':
      return visit.ask({ type: 'lower', memberId: command.memberId ?? state.memberId ?? '' })
    case 'make-link': {
      const { kind: _kind, ...wish } = command
      return visit.makeLink(wish)
    }
    case 'govern':
      return visit.ask({ type: 'govern', deed: command.deed })
    case 'restart-player':
      return visit.restartPlayer()
    case 'set-volume':
      return (await visit.player()?.setVolume(command.percent)) ?? success(undefined)
    case 'set-muted':
      return (await visit.player()?.setMuted(command.muted)) ?? success(undefined)
    case 'set-fullscreen':
      return (await visit.player()?.setFullscreen(command.fullscreen)) ?? success(undefined)
  }
}

/** With nothing in the queue, what follows an episode in this member's own library is put there first. */
async function goOn(
  visit: RoomVisit,
  library: Library,
  state: CompanionState,
): Promise<Result<void, Problem>> {
  const here = state.media?.kind === 'open' ? state.media.itemId : null
  if (here !== null && state.room?.queue.length === 0) {
    const next = await library.following(here)
    if (next.ok && next.value !== null) {
      const media = mediaOf(library, next.value)
      const added = await visit.ask({ type: 'edit-queue', edit: { kind: 'add', media } })
      if (!added.ok) return added
    }
  }
  return visit.act({ kind: 'next' })
}

function openFilm(
  visit: RoomVisit,
  library: Library,
  { itemId, startMs, insist }: Extract<RoomCommand, { kind: 'open-film' }>,
): Promise<Result<void, Problem>> {
  return withItem(library, itemId, ({ media, resumeMs }) =>
    visit.ask({ type: 'open', media, positionMs: startMs ?? resumeMs, insist }),
  )
}

async function withItem(
  library: Library,
  itemId: string,
  use: (film: { media: Media; resumeMs: number }) => Promise<Result<void, Problem>>,
): Promise<Result<void, Problem>> {
  const item = await library.item(itemId)
  return item.ok ? use({ media: mediaOf(library, item.value), resumeMs: item.value.resumeMs }) : item
}

async function vote(
  visit: RoomVisit,
  { room }: CompanionState,
  inFavour: boolean,
): Promise<Result<void, Problem>> {
  const ballot = room?.ballot?.number
  return ballot === undefined ? failure(noVote) : visit.ask({ type: 'vote', ballot, inFavour })
}
