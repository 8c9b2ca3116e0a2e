/** Whether new people should be sent to this server, and if not, why. */
export type Readiness =
  | { readonly ready: true }
  | {
      readonly ready: false
      readonly reason: 'restoring' | 'stopping' | 'not-durable'
      readonly sentence: string
    }

export type Stage = 'restoring' | 'running' | 'stopping'

export function readinessOf(stage: Stage, isDurable: boolean): Readiness {
  switch (stage) {
    case 'restoring':
      return { ready: false, reason: stage, sentence: 'The rooms of before are being brought back.' }
    case 'stopping':
      return { ready: false, reason: stage, sentence: 'The server is stopping.' }
    case 'running':
      return isDurable
        ? { ready: true }
        : {
            ready: false,
            reason: 'not-durable',
            sentence: 'Rooms go on in memory only: the data folder cannot be written.',
          }
  }
}
