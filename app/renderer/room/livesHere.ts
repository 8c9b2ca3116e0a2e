import type { AppState } from '../../../protocol/bridge/appState.ts'

/** Whether the room is on the session server of this app, which nobody else reaches; a guest's own server says nothing about it. */
export function livesHere({
  sessionServer,
  companion: { session },
}: Pick<AppState, 'sessionServer' | 'companion'>): boolean {
  if (sessionServer.kind !== 'running' || sessionServer.reach !== 'this-machine') return false
  return session.kind === 'online' && new URL(session.server).host === new URL(sessionServer.address).host
}
