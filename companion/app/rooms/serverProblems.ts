import type { Problem } from '../../../protocol/problem.ts'

export const serverSilent = (address: string): Problem => ({
  code: 'session-server-silent',
  sentence: `No session server answers at ${hostOf(address)}.`,
  nextStep: 'Check the address and whether the server runs, or use the one bundled with the app.',
})

export const notASessionServer = (address: string): Problem => ({
  code: 'not-a-session-server',
  sentence: `What answers at ${hostOf(address)} is no session server.`,
  nextStep: 'Check the address and its port, or use the server bundled with the app.',
})

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address)

export const serverEnded: Problem = {
  code: 'app-ends',
  sentence: 'The app is about to end.',
  nextStep: 'Start it again.',
}

export const serverLost: Problem = {
  code: 'server-lost',
  sentence: 'The session server within the app has ended again and again.',
  nextStep: 'It is started anew in a minute; until then, rooms can be opened on another session server.',
}
