import type { UserPolicy } from './models.ts'
import { LIBRARY_IDS, type LibraryName } from './catalogueEntries.ts'
import { guidOf } from './wording.ts'

/** Somebody with an account at the stand-in. Names and passwords are public: there is nothing to protect. */
export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly libraries: readonly LibraryName[]
  readonly administrator: boolean
  readonly disabled: boolean
}

const person = (name: string, password: string, rest: Partial<DemoPerson>): DemoPerson => ({
  id: guidOf(`user:${name}`),
  name,
  password,
  libraries: [],
  administrator: false,
  disabled: false,
  ...rest,
})

/** Films and the series. */
export const ADA = person('Ada', 'pendulum', { libraries: ['films', 'series'] })
/** Films and the laboratory, but not the series. */
export const GRACE = person('Grace', 'escapement', { libraries: ['films', 'laboratory'] })
/** Administrator: every library, may control the sessions of others. */
export const KEEPER = person('Keeper', 'mainspring', {
  libraries: ['films', 'series', 'laboratory'],
  administrator: true,
})
/** May not sign in. */
export const GHOST = person('Ghost', 'winder', { libraries: ['films'], disabled: true })

export const DEMO_PEOPLE: readonly DemoPerson[] = [ADA, GRACE, KEEPER, GHOST]

/** An API key: acts as administrator, without being a person. */
export const DEMO_API_KEY = guidOf('api-key')

/** The rights that a person starts with. */
export const policyOf = ({ administrator, disabled, libraries }: DemoPerson): UserPolicy => ({
  IsAdministrator: administrator,
  IsHidden: false,
  IsDisabled: disabled,
  EnableAllFolders: administrator,
  EnabledFolders: administrator ? [] : libraries.map((name) => LIBRARY_IDS[name]),
  BlockedMediaFolders: [],
  BlockedTags: [],
  AllowedTags: [],
  AccessSchedules: [],
  BlockUnratedItems: [],
  EnableRemoteControlOfOtherUsers: administrator,
  EnableSharedDeviceControl: true,
  EnableRemoteAccess: true,
  EnableMediaPlayback: true,
  EnableAudioPlaybackTranscoding: true,
  EnableVideoPlaybackTranscoding: true,
  EnablePlaybackRemuxing: true,
  EnableContentDownloading: administrator,
  EnableContentDeletion: false,
  EnableAllDevices: true,
  EnabledDevices: [],
  EnableAllChannels: true,
  EnabledChannels: [],
  BlockedChannels: [],
  InvalidLoginAttemptCount: 0,
  LoginAttemptsBeforeLockout: -1,
  MaxActiveSessions: 0,
  RemoteClientBitrateLimit: 0,
  AuthenticationProviderId: 'Jellyfin.Server.Implementations.Users.DefaultAuthenticationProvider',
  PasswordResetProviderId: 'Jellyfin.Server.Implementations.Users.DefaultPasswordResetProvider',
  SyncPlayAccess: 'CreateAndJoinGroups',
})
