import type { Problem } from '../../../protocol/problem.ts'

/** SQLite's primary result codes (sqlite.org/rescode.html) that have a sentence of their own. */
const busy = 5
const readOnly = 8
const inputOutput = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

/** What a failure of the data folder means and what to do, from an error of SQLite or of the file system. */
export function storageProblem(error: unknown, dataDir: string): Problem {
  switch (primaryCodeOf(error)) {
    case busy:
      return {
        code: 'data-dir-in-use',
        sentence: `Another session server is using the data folder ${dataDir}.`,
        nextStep: 'Stop that server, or give this one another folder with --data-dir.',
      }
    case full:
      return {
        code: 'disk-full',
        sentence: `The disk that holds the data folder ${dataDir} is full.`,
        nextStep: 'Free some space on it.',
      }
    case inputOutput:
      return {
        code: 'disk-error',
        sentence: `The data folder ${dataDir} cannot be written (${wordsOf(error)}).`,
        nextStep: 'Check the disk and the space left on it.',
      }
    case corrupt:
    case notADatabase:
      return damaged(dataDir)
    case readOnly:
    case cannotOpen:
    case null:
      return {
        code: 'data-dir-unwritable',
        sentence: `The data folder ${dataDir} cannot be written (${wordsOf(error)}).`,
        nextStep: 'Give this user the right to write there, or choose another folder with --data-dir.',
      }
    default:
      return {
        code: 'data-dir-failure',
        sentence: `The data folder ${dataDir} failed (${wordsOf(error)}).`,
        nextStep: 'Check the disk, or choose another folder with --data-dir.',
      }
  }
}

export const damaged = (dataDir: string): Problem => ({
  code: 'data-damaged',
  sentence: `The file with the rooms in ${dataDir} is damaged; it was left as it is.`,
  nextStep: 'Restore it from a backup, or move it away to start without rooms.',
})

export const fromNewerVersion = (dataDir: string): Problem => ({
  code: 'data-from-newer-version',
  sentence: `The rooms in ${dataDir} were written by a newer version of the session server.`,
  nextStep: 'Update this server, or choose another folder with --data-dir.',
})

/** Null when the error is not SQLite's. Extended codes carry the primary one in their lowest byte. */
function primaryCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given')
