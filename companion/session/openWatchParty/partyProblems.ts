import type { Problem } from '../../../protocol/problem.ts'

export const notRecognised: Problem = {
  code: 'not-recognised',
  sentence: 'The OpenWatchParty server does not accept who you are.',
  nextStep:
    'Sign in to the Jellyfin whose plugin it belongs to, or ask whoever runs it to compare the secrets.',
}

/** What rooms of such a server do not know at all. */
export const notPossibleHere: Problem = {
  code: 'not-possible-here',
  sentence: 'Rooms on an OpenWatchParty server cannot do this.',
  nextStep: 'Open the room on a session server of Lockstep for it.',
}

export const nothingPlays: Problem = {
  code: 'nothing-plays',
  sentence: 'The host of this room has not opened a film yet.',
  nextStep: 'Ask the host to start one, then join again.',
}

export const notAnItem: Problem = {
  code: 'not-an-item',
  sentence: 'Web viewers could not open this item: it has no id of Jellyfin.',
  nextStep: 'Pick a film or an episode of the library.',
}

export const severalRooms: Problem = {
  code: 'several-rooms',
  sentence: 'Several rooms of the server have this name.',
  nextStep: 'Join by the id of the room.',
}

/** The role of the host went with the line: the room is over for everyone. */
export const roomWentWithHost: Problem = {
  code: 'room-ended',
  sentence: 'The line broke, and an OpenWatchParty server ends the room when its host is gone.',
  nextStep: 'Create the room again; the others find it in their list.',
}

export const roomClosed = (reason: string): Problem => ({
  code: 'room-ended',
  sentence: `The room was closed: ${reason}.`,
  nextStep: 'Create a new one, or join another.',
})

export const refusedBy = (message: string): Problem => ({
  code: 'refused-there',
  sentence: `The OpenWatchParty server refused: ${message}.`,
  nextStep: 'Try again in a moment.',
})

export const makesNoLinks: Problem = {
  code: 'makes-no-links',
  sentence: 'An OpenWatchParty server makes no invitations.',
  nextStep: 'Tell the others the address of the server and the name of the room.',
}
