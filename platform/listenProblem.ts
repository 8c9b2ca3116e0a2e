import type { Problem } from '../protocol/problem.ts'

export interface ListenAddress {
  readonly host: string
  readonly port: number
  /** The option that names the port. */
  readonly option?: string
  /** Who listens, at the beginning of a sentence. */
  readonly who?: string
}

/** Why a port could not be listened on, told to the person who started what listens. */
export function listenProblem(error: unknown, address: ListenAddress): Problem {
  const { host, port, option = '--port', who = 'The session server' } = address
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return {
        code: 'port-taken',
        sentence: `Port ${port} on ${host} is in use by another program.`,
        nextStep: `End that program, or choose another port with ${option}.`,
      }
    case 'EACCES':
      return {
        code: 'port-forbidden',
        sentence: `This user may not listen on port ${port}.`,
        nextStep: `Choose a port above 1023 with ${option}.`,
      }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        code: 'address-unavailable',
        sentence: `This machine has no address "${host}".`,
        nextStep: 'Use 127.0.0.1 for this machine only or 0.0.0.0 for every network it is in.',
      }
    default:
      return {
        code: 'cannot-listen',
        sentence: `${who} could not listen on ${host}, port ${port} (${messageOf(error)}).`,
        nextStep: `Check --host and ${option}.`,
      }
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : null

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given')
