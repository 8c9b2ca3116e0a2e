import { describe, expect, it } from 'vitest'
import { asRemote } from '../../../companion/app/remoteWindow.ts'
import { appStateSchema, initialAppState, type AppState } from '../../../protocol/bridge/appState.ts'
import { changesBetween } from '../../../protocol/bridge/changes.ts'
import { ada, signedIn } from '../../renderer/support/states.ts'
import { createFakeApp } from '../../renderer/support/fakeApp.ts'

const secret = 'SECRET'
const problem = { code: 'a', sentence: secret, nextStep: secret }

/** A state that says the word wherever a remote control has nothing to know. */
const telling: AppState = {
  ...signedIn,
  account: { ...ada, serverUrl: secret },
  accounts: [{ ...ada, userName: secret }],
  signIn: { kind: 'connecting', address: secret },
  discovered: [{ id: '1', name: secret, url: secret }],
  sessionServer: { kind: 'unreachable', address: secret, problem },
  inbox: [
    {
      ...{ server: secret, roomId: 'r', code: secret, roomName: secret, title: secret },
      ...{ hostName: null, role: 'viewer', hasPassword: false },
    },
  ],
  players: signedIn.players.map((player) => ({ ...player, path: secret })),
  calibration: { kind: 'running', soundLateMs: 0, device: secret },
  settings: { ...signedIn.settings, language: 'de', playerPath: secret, playerArgs: [secret] },
  notices: [{ id: 1, tone: 'problem', problem }],
  pendingLink: { number: 1, server: secret, code: secret, invitation: secret, wantsPassword: false, problem },
  trustQuestion: { server: secret, host: secret, libraryName: secret, userName: secret },
  companion: {
    ...initialAppState.companion,
    joinLink: secret,
    madeLink: { appLink: secret, webLink: secret, role: 'viewer', once: true, untilWallMs: 0 },
    player: { kind: 'ready', name: 'MPV', pid: 1, control: secret },
  },
}

describe('what a remote control is told', () => {
  it('[BS32] is that it is one, and what it needs: no program, no address, no link and nobody else', () => {
    const { state } = asRemote(createFakeApp({ state: telling }))
    expect(JSON.stringify(state())).not.toContain(secret)
    expect(appStateSchema.parse(state())).toMatchObject({
      access: 'remote',
      account: { userName: ada.userName },
      library: { kind: 'open' },
      settings: { language: 'de' },
      companion: { player: { kind: 'ready', name: 'MPV' } },
    })
    expect(telling.access).toBe('own')
  })

  it('[BS32] changes only where something changed that it is told', () => {
    const app = createFakeApp({ state: telling })
    const remote = asRemote(app)
    const before = remote.state()
    expect(remote.state()).toBe(before)
    const heard: AppState[] = []
    remote.onState((state) => heard.push(state))
    app.change((state) => ({ ...state, settings: { ...state.settings } }))
    app.change((state) => ({ ...state, notices: [], library: { kind: 'opening' } }))
    app.change((state) => ({ ...state, companion: { ...state.companion, offsetMs: 20 } }))
    const [, opening = before, moved = before] = heard
    expect(changesBetween(heard[0] ?? before, opening)).toEqual({
      app: { library: { kind: 'opening' } },
      companion: {},
    })
    expect(changesBetween(opening, moved)).toEqual({ app: {}, companion: { offsetMs: 20 } })
    expect(remote.state()).toBe(moved)
  })
})
