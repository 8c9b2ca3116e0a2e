import { initialAppState, type AppState } from '../../protocol/bridge/appState.ts'
import { remoteMayAsk, remoteMayCommand } from '../../protocol/bridge/remoteRights.ts'
import { initialAppSettings, type AppSettings } from '../../protocol/bridge/settings.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure } from '../../protocol/result.ts'
import type { BridgedApp } from './serveBridge.ts'

/**
 * The app as a remote control has it: it is told what is played and what may be chosen, and what is more than that is
 * refused here, whatever its page shows.
 */
export function asRemote(app: BridgedApp): BridgedApp {
  const view = createRemoteView()
  return {
    nowMs: () => app.nowMs(),
    state: () => view(app.state()),
    onState: (listener) => app.onState((state) => listener(view(state))),
    command: async (command) => (remoteMayCommand(command) ? app.command(command) : failure(notFromThere)),
    query: async (query) => (remoteMayAsk(query) ? app.query(query) : failure(notFromThere)),
  }
}

const notFromThere: Problem = {
  code: 'remote-may-not',
  sentence: 'A remote control cannot do that.',
  nextStep: 'Do it on the computer where Lockstep runs.',
}

/** What is left out has the value that it has at first. Parts that did not change keep their identity: only those are told. */
function createRemoteView(): (state: AppState) => AppState {
  const account = onceFor((whole: AppState['account']) => whole && { ...whole, serverUrl: '' })
  const settings = onceFor(settingsOf)
  const companion = createCompanionView()
  const { signIn, doctor, calibration, sessionServer } = initialAppState
  const { accounts, discovered, rooms, inbox, players, notices } = initialAppState
  return onceFor((state: AppState) => ({
    ...{ signIn, doctor, calibration, sessionServer, pendingLink: null, trustQuestion: null },
    ...{ accounts, discovered, rooms, inbox, players, notices },
    access: 'remote',
    app: state.app,
    library: state.library,
    account: account(state.account),
    settings: settings(state.settings),
    companion: companion(state.companion),
  }))
}

/** How it looks and what keys do; no program, no option of one and no address. */
const settingsOf = ({ language, appearance, shortcuts, replayMs }: AppSettings): AppSettings => ({
  ...initialAppSettings,
  ...{ language, appearance, shortcuts, replayMs },
})

function createCompanionView(): (state: CompanionState) => CompanionState {
  const player = onceFor((whole: CompanionState['player']) =>
    'control' in whole ? { ...whole, pid: null, control: null } : whole,
  )
  // A link would let others in.
  return onceFor((state: CompanionState) => ({
    ...{ ...state, joinLink: null, madeLink: null },
    player: player(state.player),
  }))
}

/** The same result as before for the same value as before. */
function onceFor<From, To>(make: (from: From) => To): (from: From) => To {
  let made: { readonly from: From; readonly to: To } | null = null
  return (from) => {
    if (made === null || made.from !== from) made = { from, to: make(from) }
    return made.to
  }
}
