import { nextChapterMs } from '../../demo/films/chapters.ts'
import type { DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import type { Gesture } from './gestures.ts'

/** The room as far as hands can move it. */
export interface RoomPlace {
  readonly playing: boolean
  readonly positionMs: number
  readonly rate: number
}

/** What a gesture comes to: one request of the kind named, or none at all, and where it leaves the room. */
export interface Outcome {
  readonly asked: 'played' | 'paused' | 'sought' | 'changed-rate' | null
  readonly playing: boolean
  /** some-frames = near where it was, by as many as were shown; anywhere = only the player knows. */
  readonly positionMs: number | 'some-frames' | 'anywhere'
  readonly rate: number
}

/** In whose player something is done. */
export interface Hand {
  readonly player: DemoPlayer
  /** A step by a frame in a pause made the player forget where it is (quirk VLC17): nobody can say where a jump ends. */
  readonly isLost: boolean
}

/** Whether the player has lost its place after this gesture. Whatever moves it finds it again. */
export function isLostAfter(gesture: Gesture, before: RoomPlace, hand: Hand): boolean {
  if (hand.player === 'mpv') return false
  const isStep = gesture.kind === 'key' && gesture.key === 'frame-step'
  if (isStep) return true
  return hand.isLost && !before.playing && outcomeOf(gesture, before, hand).asked === null
}

/** How far one key goes, by the players' own defaults. */
const JUMPS: Readonly<Record<'mpv' | 'vlc', Readonly<Record<string, number>>>> = {
  mpv: { back: -5000, forward: 5000, 'far-back': -60_000, 'far-forward': 60_000 },
  vlc: { back: -10_000, forward: 10_000, 'far-back': -60_000, 'far-forward': 60_000 },
}

export function outcomeOf(gesture: Gesture, room: RoomPlace, { player, isLost }: Hand): Outcome {
  const nothing: Outcome = { asked: null, ...room }
  if (gesture.kind === 'drag') return { ...nothing, asked: 'sought', positionMs: gesture.toMs }
  const make = player === 'mpv' ? 'mpv' : 'vlc'
  switch (gesture.key) {
    case 'pause':
      return { ...nothing, asked: room.playing ? 'paused' : 'played', playing: !room.playing }
    case 'back':
    case 'forward':
    case 'far-back':
    case 'far-forward': {
      if (isLost) return { ...nothing, asked: 'sought', positionMs: 'anywhere' }
      const jumpMs = gesture.times * (JUMPS[make][gesture.key] ?? 0)
      return { ...nothing, asked: 'sought', positionMs: room.positionMs + jumpMs }
    }
    case 'faster':
    case 'slower':
      return { ...nothing, asked: 'changed-rate', rate: nextRate(make, room.rate, gesture.key === 'faster') }
    case 'normal-speed':
      return { ...nothing, asked: room.rate === 1 ? null : 'changed-rate', rate: 1 }
    case 'frame-step':
      return stepped(make, nothing)
    case 'next-chapter':
      return { ...nothing, asked: 'sought', positionMs: nextChapterMs(room.positionMs) }
    case 'fullscreen':
      return nothing
  }
}

/** MPV goes by a tenth of what it plays at, VLC by a tenth of normal. */
function nextRate(make: 'mpv' | 'vlc', rate: number, faster: boolean): number {
  if (make === 'vlc') return rate + (faster ? 0.1 : -0.1)
  return faster ? rate * 1.1 : rate / 1.1
}

/** The first step pauses a film that plays; in a pause VLC's own interface shows nothing of it (quirk VLC15). */
function stepped(make: 'mpv' | 'vlc', nothing: Outcome): Outcome {
  if (nothing.playing) return { ...nothing, asked: 'paused', playing: false, positionMs: 'some-frames' }
  return make === 'vlc' ? nothing : { ...nothing, asked: 'sought', positionMs: 'some-frames' }
}

/** What happened in a room while one gesture was made, and until all was quiet again. */
export interface Happening {
  readonly before: RoomPlace
  readonly after: RoomPlace
  /** Requests that the room granted meanwhile, oldest first. */
  readonly events: readonly RoomEvent[]
  /** How long it took, ms. */
  readonly tookMs: number
}

/** A viewer's hand is not quicker than that, nor a player more exact in where it begins to jump from. */
const PLACE_WITHIN_MS = 2500
/** VLC plays at 1000 divided by a whole number. */
const RATE_WITHIN = 0.005

/** Null: as it was to be. Otherwise what was not, in words. */
export function complaintAbout(outcome: Outcome, who: string, happening: Happening): string | null {
  const { before, after, events, tookMs } = happening
  const asked = events.map(({ name, what }) => `${name} ${what}`)
  const strange = asked.filter((one) => one !== `${who} ${outcome.asked}`)
  // A step that pauses a film moves it by some frames, which may be a request of its own.
  const isSteps = outcome.positionMs === 'some-frames'
  const allowed = isSteps ? strange.filter((one) => one !== `${who} sought`) : strange
  if (allowed.length > 0) return `nobody asked for: ${allowed.join(', ')}`
  const expected = outcome.asked === null ? 0 : 1
  if (!isSteps && asked.length !== expected)
    return `${asked.length} requests instead of ${expected}: ${asked.join(', ')}`
  if (isSteps && asked.length === 0) return 'no request at all'
  if (after.playing !== outcome.playing) return after.playing ? 'the room plays' : 'the room stands'
  if (Math.abs(after.rate - outcome.rate) > RATE_WITHIN)
    return `the room plays at ${after.rate}, not at ${outcome.rate}`
  if (outcome.positionMs === 'anywhere') return null
  const movedMs = before.playing || after.playing ? Math.max(before.rate, after.rate) * tookMs : 0
  const fromMs =
    (outcome.positionMs === 'some-frames' ? before.positionMs : outcome.positionMs) - PLACE_WITHIN_MS
  const isThere = after.positionMs > fromMs && after.positionMs < fromMs + 2 * PLACE_WITHIN_MS + movedMs
  return isThere ? null : `the room is at ${Math.round(after.positionMs)} ms, not near ${Math.round(fromMs)}`
}
