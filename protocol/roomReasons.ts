/** One way of refusing, or of ending a session; see `closeReasons`. */
export interface Reason {
  readonly closes: number | null
  readonly retryable: boolean
  readonly sentence: string
  readonly nextStep: string
}

/** Why a room refuses something, or somebody. */
export const roomReasons = {
  'room-closed': {
    closes: null,
    retryable: false,
    sentence: 'The room was closed: nobody is left who could host it.',
    nextStep: 'Create a new one, or join another.',
  },
  'room-expired': {
    closes: null,
    retryable: false,
    sentence: "The room's time is over.",
    nextStep: 'Create a new one, or join another.',
  },
  kicked: {
    closes: null,
    retryable: false,
    sentence: 'You were put out of the room.',
    nextStep: 'Ask the host whether you may come back.',
  },
  banned: {
    closes: null,
    retryable: false,
    sentence: 'This room keeps you out.',
    nextStep: 'Ask the host to let you in again.',
  },
  'room-locked': {
    closes: null,
    retryable: true,
    sentence: 'The room is locked: nobody comes in now.',
    nextStep: 'Ask the host to unlock it.',
  },
  'not-invited': {
    closes: null,
    retryable: false,
    sentence: 'This room is for invited people only.',
    nextStep: 'Ask the host for an invitation.',
  },
  'password-needed': {
    closes: null,
    retryable: false,
    sentence: 'The room has a password.',
    nextStep: 'Ask the host for it, and join with it.',
  },
  'wrong-password': {
    closes: null,
    retryable: false,
    sentence: "This is not the room's password.",
    nextStep: 'Check it and try again.',
  },
  'too-many-tries': {
    closes: null,
    retryable: true,
    sentence: 'Too many passwords were tried.',
    nextStep: 'Wait a minute and try again.',
  },
  'unfit-password': {
    closes: null,
    retryable: false,
    sentence: 'A password has 4 to 128 characters.',
    nextStep: 'Choose another one.',
  },
  muted: {
    closes: null,
    retryable: false,
    sentence: 'You may not chat or react in this room now.',
    nextStep: 'Ask the host.',
  },
  'too-many-reactions': {
    closes: null,
    retryable: true,
    sentence: 'Too many reactions came in a short time.',
    nextStep: 'Wait a moment.',
  },
  'put-to-the-vote': {
    closes: null,
    retryable: false,
    sentence: 'The room votes on this now.',
    nextStep: 'Wait for the others.',
  },
  'vote-under-way': {
    closes: null,
    retryable: true,
    sentence: 'The room votes on something else already.',
    nextStep: 'Wait until that vote is over.',
  },
  'no-such-vote': {
    closes: null,
    retryable: false,
    sentence: 'This vote is over.',
    nextStep: 'Look at the room as it is now.',
  },
  'cannot-host': {
    closes: null,
    retryable: false,
    sentence: 'This member cannot host a room with the app that they use.',
    nextStep: 'Choose somebody else.',
  },
  'not-everyone-can-see': {
    closes: null,
    retryable: false,
    sentence: 'Not everyone can see this film.',
    nextStep: 'Choose another one, or insist.',
  },
  'choosing-already': {
    closes: null,
    retryable: true,
    sentence: 'Somebody is putting on another film already.',
    nextStep: 'Wait a moment and look at the room again.',
  },
  'nothing-next': {
    closes: null,
    retryable: false,
    sentence: 'Nothing comes next.',
    nextStep: 'Add a film to the queue.',
  },
  'no-such-entry': {
    closes: null,
    retryable: false,
    sentence: 'This is no longer in the queue.',
    nextStep: 'Look at the queue as it is now.',
  },
  'queue-full': {
    closes: null,
    retryable: true,
    sentence: 'The queue is full.',
    nextStep: 'Remove something first.',
  },
  'too-many-guests': {
    closes: null,
    retryable: false,
    sentence: 'The room remembers as many people as it may.',
    nextStep: 'Take back an invitation or a ban first.',
  },
  'no-such-guest': {
    closes: null,
    retryable: false,
    sentence: 'This person is neither invited nor kept out.',
    nextStep: 'Look at the lists again.',
  },
  'hand-not-raised': {
    closes: null,
    retryable: false,
    sentence: 'This member asks for nothing now.',
    nextStep: 'Look at the room as it is now.',
  },
} as const satisfies Record<string, Reason>
