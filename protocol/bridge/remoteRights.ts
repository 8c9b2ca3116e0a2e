import type { CompanionCommand } from '../companionCommand.ts'
import type { GoverningDeed } from '../governing.ts'
import type { AppCommand } from './appCommand.ts'
import type { AppQuery } from './query.ts'

/**
 * What a window that came in from the network may do. It is a remote control, in plain HTTP: whoever listens in that
 * network has what it has. So it moves the film and chooses one; it names no program, no address and no account, and lets
 * nobody in. Each kind stands in a table, so that a new one does not compile before somebody has thought about it.
 */
export function remoteMayCommand(command: AppCommand): boolean {
  return command.kind === 'companion' ? remoteMayTell(command.command) : appCommands[command.kind]
}

export const remoteMayAsk = ({ kind }: AppQuery): boolean => queries[kind]

function remoteMayTell(command: CompanionCommand): boolean {
  return command.kind === 'govern' ? deeds[command.deed.kind] : companionCommands[command.kind]
}

const appCommands: Readonly<Record<Exclude<AppCommand['kind'], 'companion'>, boolean>> = {
  'play-alone': true,
  'retry-library': true,

  'connect-server': false,
  'trust-certificate': false,
  'sign-in': false,
  'quick-connect': false,
  back: false,
  'add-account': false,
  'switch-account': false,
  'sign-out': false,
  discover: false,
  'watch-sample': false,
  'open-link': false,
  'follow-link': false,
  'drop-link': false,
  'answer-invitation': false,
  'answer-trust': false,
  'change-settings': false,
  'find-players': false,
  examine: false,
  'stop-examining': false,
  'begin-calibration': false,
  'shift-sound': false,
  'end-calibration': false,
  'test-session-server': false,
  'dismiss-notice': false,
}

const companionCommands: Readonly<Record<Exclude<CompanionCommand['kind'], 'govern'>, boolean>> = {
  act: true,
  toggle: true,
  skip: true,
  say: true,
  react: true,
  'raise-hand': true,
  'lower-hand': true,
  vote: true,
  'set-ready': true,
  'open-film': true,
  'queue-film': true,
  'edit-queue': true,
  'play-entry': true,
  'free-play': true,
  replay: true,
  'end-replay': true,
  'choose-track': true,
  'like-film': true,
  'set-quality': true,
  'set-offset': true,
  'set-volume': true,
  'set-muted': true,
  'set-fullscreen': true,
  'restart-player': true,
  'leave-room': true,
  'dismiss-problem': true,

  'create-room': false,
  'join-room': false,
  'make-link': false,
  'set-languages': false,
}

const deeds: Readonly<Record<GoverningDeed['kind'], boolean>> = {
  /** A pause, as somebody asked for it. */
  grant: true,

  'transfer-host': false,
  'set-role': false,
  kick: false,
  ban: false,
  unban: false,
  mute: false,
  lock: false,
  'set-password': false,
  'change-policy': false,
  rename: false,
  'set-expiry': false,
  invite: false,
  uninvite: false,
  end: false,
}

const queries: Readonly<Record<AppQuery['kind'], boolean>> = {
  home: true,
  libraries: true,
  children: true,
  genres: true,
  search: true,
  item: true,

  sight: false,
  people: false,
  link: false,
  diagnostics: false,
}
