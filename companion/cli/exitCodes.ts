/** How a command ends. Scripts rely on these figures: a new meaning gets a new figure, none is ever reused. */
export const exitCodes = {
  /** Done, or ended because the person asked for it (q, ctrl-c, SIGTERM). */
  ok: 0,
  /** It could not be done; the reason and the next step are on stderr. */
  failed: 1,
  /** What was typed cannot be understood: an unknown option, a missing word, a figure that is none. */
  usage: 2,
  /** Nobody is signed in, or the library did not accept the sign-in: `lockstep login` comes first. */
  notSignedIn: 3,
  /** The doctor found something that works, but not as well as it should. */
  doubtful: 4,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The table as `--help` prints it. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.ok, 'done, or ended because you asked for it'],
  [exitCodes.failed, 'could not be done; stderr says why and what to do'],
  [exitCodes.usage, 'what was typed cannot be understood'],
  [exitCodes.notSignedIn, 'not signed in, or the sign-in was refused'],
  [exitCodes.doubtful, 'the doctor found something amber, and nothing red'],
]
