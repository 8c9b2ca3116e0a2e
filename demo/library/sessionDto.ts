import { itemDto } from './itemDto.ts'
import type { PlayerStateInfo, SessionInfoDto } from './models.ts'
import type { NowPlaying, Session } from './sessions.ts'
import { askedFields } from './telling.ts'
import { dotNetDate, ticksOf } from './wording.ts'
import type { World } from './world.ts'

/** A session counts as active for this long after its last request. */
const ACTIVE_MS = 600_000

/** A client's session as the API tells it; its position is continued from its last report. */
export function sessionDto(session: Session, world: World): SessionInfoDto {
  const { device, capabilities, playing } = session
  const userName = world.accounts.find(session.userId)?.person.name ?? null
  const controllable = capabilities.SupportsMediaControl === true && world.sockets.has(session.id)
  return {
    Id: session.id,
    ServerId: world.serverId,
    UserId: session.userId,
    ...(userName !== null && { UserName: userName }),
    Client: device.client,
    DeviceId: device.id,
    DeviceName: device.name,
    ApplicationVersion: device.version,
    LastActivityDate: dotNetDate(session.lastActivityUtcMs),
    LastPlaybackCheckIn: playing ? dotNetDate(playing.reportedUtcMs) : '0001-01-01T00:00:00.0000000Z',
    RemoteEndPoint: '127.0.0.1',
    AdditionalUsers: [],
    Capabilities: capabilities,
    PlayableMediaTypes: capabilities.PlayableMediaTypes ?? [],
    SupportedCommands: capabilities.SupportedCommands ?? [],
    IsActive: world.calendar.utcMs() - session.lastActivityUtcMs < ACTIVE_MS,
    SupportsMediaControl: controllable,
    SupportsRemoteControl: controllable,
    HasCustomDeviceName: false,
    NowPlayingQueue: [],
    PlayState: playing ? continued(playing, world) : IDLE,
    ...(playing && nowPlayingItem(playing, session, world)),
  }
}

const IDLE: PlayerStateInfo = {
  CanSeek: false,
  IsPaused: false,
  IsMuted: false,
  RepeatMode: 'RepeatNone',
  PlaybackOrder: 'Default',
}

function continued({ playState, reportedUtcMs }: NowPlaying, world: World): PlayerStateInfo {
  const elapsedMs = playState.IsPaused ? 0 : world.calendar.utcMs() - reportedUtcMs
  return { ...playState, PositionTicks: (playState.PositionTicks ?? 0) + ticksOf(elapsedMs) }
}

function nowPlayingItem({ itemId }: NowPlaying, session: Session, world: World): SessionInfoDto {
  const item = world.catalogue().find(itemId)
  const account = world.accounts.find(session.userId)
  if (!item || !account) return {}
  const telling = {
    world,
    viewer: { kind: 'user', account } as const,
    fields: askedFields(['Chapters', 'Path']),
  }
  return { NowPlayingItem: itemDto(item, telling) }
}
