import type { PlayerResult, PlayerTrack } from '../player.ts'
import { success } from '../../protocol/result.ts'
import type { TrackChoice, TracksReading, VlcReading } from './vlcRemote.ts'
import type { VlcParts } from './vlcParts.ts'
import type { SteeringParts } from './vlcSteering.ts'

/** VLC counts in 256ths and rounds: nearer than that is what it was told. */
const SAME_PERCENT = 0.5

/** VLC can be loud or silent, and cannot say that it is muted: muting is a volume of 0 that remembers what was before. */
export async function setVolume(
  parts: SteeringParts,
  change: { readonly percent?: number; readonly muted?: boolean },
): Promise<PlayerResult<void>> {
  const { mirror } = parts
  const { shownPercent, wantedPercent } = mirror.volume
  const percent = Math.min(100, Math.max(0, change.percent ?? wantedPercent ?? shownPercent ?? 100))
  mirror.volume = { shownPercent, wantedPercent: percent, muted: change.muted ?? mirror.volume.muted }
  const told = await tellVolume(parts)
  tell(parts)
  return told
}

/** A VLC that has not made a sound yet has no volume: what was set before is told again with each film. */
export async function tellVolume({ mirror, remote }: SteeringParts): Promise<PlayerResult<void>> {
  const { wantedPercent, muted } = mirror.volume
  if (wantedPercent === null) return success(undefined)
  const percent = muted ? 0 : wantedPercent
  const told = await remote.tell({ kind: 'volume', percent })
  if (!told.ok) return told
  mirror.volume = { ...mirror.volume, shownPercent: told.value.volumePercent }
  return success(undefined)
}

/** Only a change counts: an output without a volume shows 0 whatever it is told. */
export function takeVolume(parts: VlcParts, { volumePercent }: VlcReading): void {
  const { mirror } = parts
  const { shownPercent, wantedPercent, muted } = mirror.volume
  mirror.volume = { ...mirror.volume, shownPercent: volumePercent }
  if (shownPercent === null || isSame(volumePercent, shownPercent)) return
  if (wantedPercent !== null && isSame(volumePercent, muted ? 0 : wantedPercent)) return
  mirror.volume = { shownPercent: volumePercent, wantedPercent: volumePercent, muted: false }
  tell(parts)
}

function tell({ mirror, stream }: VlcParts): void {
  const { wantedPercent, muted } = mirror.volume
  stream.emit({ kind: 'volume', percent: wantedPercent ?? 100, muted })
}

const isSame = (one: number, other: number) => Math.abs(one - other) < SAME_PERCENT

/** Asks for the tracks and tells them, whenever they are others or others are chosen. */
export async function takeChoices(parts: SteeringParts, reading: VlcReading): Promise<void> {
  const { mirror, remote, stream } = parts
  const print = reading.film?.tracks?.print ?? null
  if (print === null || print === mirror.tracksPrint || mirror.own === null) return
  const detailed = await remote.read({ withTracks: true })
  const tracks = detailed.ok ? (detailed.value.film?.tracks ?? null) : null
  if (tracks === null || tracks.choices === null) return
  mirror.tracksPrint = tracks.print
  stream.emit({ kind: 'tracks', tracks: tracks.choices.map((choice) => asTrack(choice, tracks)) })
}

/** "Director's comments - [English]": VLC puts the language behind the title, in words of its own language. */
const asTrack = (
  { kind, id, title }: TrackChoice,
  chosen: Pick<TracksReading, 'audio' | 'subtitle'>,
): PlayerTrack => ({
  kind,
  id,
  title,
  language: /\[([^\]]+)\]$/.exec(title)?.[1] ?? null,
  // VLC tells no more than names.
  ...{ codec: null, forced: false, isDefault: false, address: null },
  selected: chosen[kind] === id,
})

/** Tells the device when it is another one; VLC has none before its first sound, and '' for the system's own. */
export function takeDevice({ mirror, stream }: VlcParts, { audioDevice }: VlcReading): void {
  if (audioDevice === null || audioDevice === mirror.audioDevice) return
  mirror.audioDevice = audioDevice
  const title = audioDevice === '' ? 'Default device' : audioDevice
  stream.emit({ kind: 'audio-device', device: { id: `vlc/${audioDevice}`, title } })
}
