import type { Problem } from '../../../protocol/problem.ts'

/** What goes wrong between a window and the app, before the app itself could say anything. */
export const clientProblems = {
  gone: {
    code: 'app-gone',
    sentence: 'The app does not answer.',
    nextStep: 'It is tried again by itself; if it was ended, start it again.',
  },
  noAnswer: {
    code: 'no-answer',
    sentence: 'There was no answer in time.',
    nextStep: 'Try again.',
  },
  tooLong: {
    code: 'too-long',
    sentence: 'That is too long.',
    nextStep: 'Shorten it and try again.',
  },
  strangeAnswer: {
    code: 'strange-answer',
    sentence: 'The app answered with something that this window does not understand.',
    nextStep: 'Reload the window: it may be older than the app.',
  },
  strangeApp: {
    code: 'strange-app',
    sentence: 'The app speaks in a way that this window does not understand.',
    nextStep: 'Reload the window: it may be older than the app.',
  },
  ended: {
    code: 'app-ended',
    sentence: 'The app has ended this window.',
    nextStep: 'Reload the window.',
  },
  unknownWindow: {
    code: 'unknown-window',
    sentence: 'The app does not know this window.',
    nextStep:
      'Press Enter in the terminal where Lockstep runs: it prints a new address, good for one browser.',
  },
  unknownRemote: {
    code: 'unknown-window',
    sentence: 'The app does not know this device.',
    nextStep: 'Press Enter in the terminal where Lockstep runs, and scan the new QR code with this device.',
  },
} as const satisfies Record<string, Problem>
