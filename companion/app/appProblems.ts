import type { Problem } from '../../protocol/problem.ts'

/** Why the app cannot do something now, apart from what servers and players say. */
export const notSignedIn: Problem = {
  code: 'not-signed-in',
  sentence: 'Nobody is signed in.',
  nextStep: 'Sign in first.',
}

export const libraryClosed: Problem = {
  code: 'library-opening',
  sentence: 'The library is not open yet.',
  nextStep: 'Wait a moment and try again.',
}

export const accountUnknown: Problem = {
  code: 'account-unknown',
  sentence: 'This account is not signed in here.',
  nextStep: 'Sign in with it.',
}

export const noInvitation: Problem = {
  code: 'nothing-pending',
  sentence: 'This invitation is gone: the room has ended, or it was answered before.',
  nextStep: 'Ask the host for a link.',
}

export const noRoomForLink: Problem = {
  code: 'not-in-a-room',
  sentence: 'There is no room to make a link to.',
  nextStep: 'Create or join one first.',
}

export const noSignedLinks: Problem = {
  code: 'no-signed-links',
  sentence: 'This session server makes no links of its own.',
  nextStep: 'Share the link of the room instead.',
}
