import type { AppState } from '../../../protocol/bridge/appState.ts'

export interface GateFacts extends Pick<AppState, 'account' | 'players'> {
  /** The person put off getting a player. */
  readonly isPut: boolean
}

/** What has to be answered before there is anything to see: who one is, and with what films are to be shown. */
export function gateOf({ account, players, isPut }: GateFacts): 'sign-in' | 'player' | null {
  if (account === null) return 'sign-in'
  const canPlay = players.some(({ found, problem }) => found && problem === null)
  return players.length > 0 && !canPlay && !isPut ? 'player' : null
}

const open: readonly string[] = ['/settings', '/doctor', '/mini']

/** Screens that are of use to whoever cannot get any further. */
export const isOpenToAll = (location: string): boolean => open.includes(location)
