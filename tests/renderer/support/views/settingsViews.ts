import { initialAppState, type AppState } from '../../../../protocol/bridge/appState.ts'
import type { DoctorLine } from '../../../../protocol/bridge/doctor.ts'
import { inRoom } from '../roomStates.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const diagnostics = () => ({
  text: 'lockstep 1.0.0 on linux x64\nplayer: mpv 0.38\nserver: https://(elsewhere)\n',
})

const settings = (name: string, changes: Partial<AppState> = {}, act?: View['act']): View => ({
  name,
  path: '/settings',
  state: { ...signedIn, ...changes },
  answers: { diagnostics },
  ...(act === undefined ? {} : { act }),
})

const lines: DoctorLine[] = [
  {
    ...{
      about: 'MPV 0.38',
      verdict: 'green',
      sentence: 'Plays, seeks and is kept in step to 0.8 ms.',
      fix: null,
    },
    figures: { 'start ms': 412, 'seek ms': 38 },
  },
  {
    ...{ about: 'VLC 3.0.21', verdict: 'amber', sentence: 'Plays; it is kept in step to 12 ms.' },
    ...{ fix: 'Use MPV where milliseconds count.', figures: { 'start ms': 1210 } },
  },
  {
    ...{ about: 'Session server', verdict: 'red', sentence: 'Nobody answers at wss://films.example.' },
    ...{ fix: 'Check the address in the settings.', figures: {} },
  },
  {
    ...{ about: 'Library', verdict: 'unknown', sentence: 'Nobody is signed in.', fix: null, figures: {} },
  },
]

const doctor = (name: string, state: AppState['doctor']): View => ({
  name,
  path: '/doctor',
  state: { ...signedIn, doctor: state },
})

/** Settings, check-up and the small remote control. */
export const settingsViews: readonly View[] = [
  settings('settings'),
  settings(
    'settings-calibration',
    { calibration: { kind: 'running', soundLateMs: 135, device: 'Bluetooth headphones' } },
    (page) => page.getByText('The player flashes').scrollIntoViewIfNeeded(),
  ),
  settings('settings-remote', {
    settings: { ...initialAppState.settings, sessionServer: 'wss://films.example', shortcuts: { chat: 'c' } },
    sessionServer: {
      ...{ kind: 'unreachable', address: 'wss://films.example' },
      problem: {
        code: 'unreachable',
        sentence: 'Nobody answers at wss://films.example.',
        nextStep: 'Check it.',
      },
    },
    players: signedIn.players.map((player) => ({ ...player, found: false, path: null, version: null })),
  }),
  settings('settings-key', {}, async (page) => {
    await page.getByRole('button', { name: /^Change the key for: Write to everyone/ }).click()
    await page.keyboard.press('n')
  }),
  settings('settings-diagnostics', {}, (page) => page.getByRole('button', { name: 'Diagnostics' }).click()),
  doctor('doctor', { kind: 'idle' }),
  doctor('doctor-running', { kind: 'running', lines: lines.slice(0, 2) }),
  doctor('doctor-done', {
    kind: 'done',
    report: { app: 'Lockstep 1.0.0', system: 'Linux', lines, worst: 'red' },
  }),
  {
    name: 'mini',
    path: '/mini',
    get state() {
      return inRoom()
    },
  },
  { name: 'mini-nothing', path: '/mini', state: signedIn },
]
