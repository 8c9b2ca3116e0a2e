import type { Problem } from '../../protocol/problem.ts'

/** Why a settings file could not be read or written, by the code of the file system's error. */
export function storageProblem(path: string, error: unknown): Problem {
  const code = errorCode(error)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk-full',
        sentence: `There is no room left on the disk for ${path}.`,
        nextStep: 'Free some space and try again; what was saved before is unharmed.',
      }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'settings-not-allowed',
        sentence: `${path} may not be read or written.`,
        nextStep: 'Change its permissions, or name another folder with LOCKSTEP_HOME.',
      }
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        code: 'settings-not-a-folder',
        sentence: `Where the settings folder should be (${path}) there is a file.`,
        nextStep: 'Move it away, or name another folder with LOCKSTEP_HOME.',
      }
    default:
      return {
        code: 'settings-failed',
        sentence: `${path} could not be read or written (${code}).`,
        nextStep: 'Check the disk, or name another folder with LOCKSTEP_HOME.',
      }
  }
}

/** The file system's own code of an error, such as ENOENT. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'

export const corruptCode = 'settings-corrupt'

/** What was found broken was put aside, and this is where. */
export const corruptProblem = (path: string, keptAs: string): Problem => ({
  code: corruptCode,
  sentence: `${path} could not be understood; it was kept as ${keptAs} and a new one will be made.`,
  nextStep: 'Sign in again.',
})

/** Some of what is in a file was not understood; the rest holds. */
export const partlyCorruptProblem = (found: {
  readonly path: string
  readonly keptAs: string
  readonly lost: readonly string[]
}): Problem => ({
  code: corruptCode,
  sentence: `In ${found.path} this could not be understood: ${found.lost.join(', ')}. The file was kept as ${found.keptAs}; everything else in it still holds.`,
  nextStep: 'Set it again.',
})
