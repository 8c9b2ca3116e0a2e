import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createCrashJudge } from '../../../app/main/crashes.ts'
import { createLinkInbox, linkIn } from '../../../app/main/deepLinks.ts'
import { createMediaKeys } from '../../../app/main/mediaKeys.ts'
import { shellWords } from '../../../app/main/shellWords.ts'
import { tidingsBetween, wantsMini, wouldEndRooms } from '../../../app/main/tidings.ts'
import { trayFace, trayMenu } from '../../../app/main/tray.ts'
import { canUpdate, lookForUpdate, type Updater } from '../../../app/main/updates.ts'
import { openWindowPlaces, placeOn } from '../../../app/main/windowPlace.ts'
import { initialAppState, type AppState } from '../../../protocol/bridge/appState.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { room } from '../../companion/cli/fakes/states.ts'

const inRoom: AppState = {
  ...initialAppState,
  companion: { ...initialAppState.companion, room },
}
const words = shellWords('en', [])

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-shell-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('links by which the app is opened', () => {
  it('[EL7] are found among arguments, wherever systems put them', () => {
    expect(linkIn(['.', '--flag', 'lockstep://join/a?b#c', 'x'])).toBe('lockstep://join/a?b#c')
    expect(linkIn(['LOCKSTEP://join/a'])).toBe('LOCKSTEP://join/a')
    expect(linkIn(['https://lockstep/', 'xlockstep://a', `lockstep://${'a'.repeat(5000)}`])).toBeNull()
  })

  it('[EL7] wait until somebody follows them, and are followed once', () => {
    const inbox = createLinkInbox()
    inbox.put('lockstep://join/early')
    inbox.put('https://elsewhere/')
    inbox.put(null)
    const followed: string[] = []
    inbox.onLink((link) => followed.push(link))
    inbox.put('lockstep://join/late')
    expect(followed).toEqual(['lockstep://join/early', 'lockstep://join/late'])
  })
})

describe('the place of the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const left = { x: 100, y: 50, width: 900, height: 700 }

  it('[EL9] is where it was left', () => {
    expect(placeOn([screen], { bounds: left, isMaximized: false })).toEqual(left)
    const tiny = { ...left, width: 20, height: 20 }
    expect(placeOn([screen], { bounds: tiny, isMaximized: false })).toEqual({
      ...left,
      width: 380,
      height: 480,
    })
  })

  it.each([{ x: 3000 }, { y: -200 }, { x: -880 }, { y: 1070 }])(
    '[EL9] is the usual one when %o is on no screen',
    (off) => {
      const place = placeOn([screen], { bounds: { ...left, ...off }, isMaximized: false })
      expect(place).toEqual({ width: 1120, height: 760 })
    },
  )

  it('[EL9] is kept in a file, which may be damaged', async () => {
    const folder = await temporaryFolder()
    const places = openWindowPlaces(folder)
    await places.write({ bounds: left, isMaximized: true })
    expect(await places.read()).toEqual({ ok: true, value: { bounds: left, isMaximized: true } })
    await writeFile(join(folder, 'window.json'), '{ "bounds": 3')
    expect(await places.read()).toEqual({ ok: true, value: { bounds: null, isMaximized: false } })
  })
})

describe('a page that dies', () => {
  it('[EL12] is loaded again three times a minute, then somebody is asked', async () => {
    const clock = createVirtualClock()
    const judge = createCrashJudge(clock)
    expect(judge('clean-exit')).toBe('ignore')
    expect(['crashed', 'oom', 'killed', 'crashed'].map(judge)).toEqual(['reload', 'reload', 'reload', 'ask'])
    await clock.advance(60_000)
    expect(judge('crashed')).toBe('reload')
  })
})

describe('tray and media key', () => {
  it('[EL13] control the room while there is one', () => {
    const done: string[] = []
    const actions = {
      open: () => done.push('open'),
      toggle: () => done.push('toggle'),
      mini: (isWanted: boolean) => done.push(`mini ${isWanted}`),
      quit: () => done.push('quit'),
    }
    const toggleOf = (state: AppState) =>
      trayMenu(state, words, actions).find(({ label }) => label === words.toggle)
    expect(toggleOf(initialAppState)?.enabled).toBe(false)
    expect(toggleOf(inRoom)?.enabled).toBe(true)
    for (const { click } of trayMenu(inRoom, words, actions))
      (click as ((item: { checked: boolean }) => void) | undefined)?.({ checked: true })
    expect(done).toEqual(['open', 'toggle', 'mini true', 'quit'])
  })

  it('[EL13] say something else only when there is a room, or the small remote is wanted', () => {
    const moved = { ...inRoom, companion: { ...inRoom.companion, problem: null } }
    expect(trayFace(moved, words)).toBe(trayFace(inRoom, words))
    expect(trayFace(initialAppState, words)).not.toBe(trayFace(inRoom, words))
  })

  it('[EL13] take the key with the room and give it back', () => {
    const held = new Set<string>()
    const keys = {
      register: (key: string) => held.add(key).has(key),
      unregister: (key: string) => void held.delete(key),
    }
    const follow = createMediaKeys(keys, () => undefined)
    follow(initialAppState)
    expect([...held]).toEqual([])
    follow(inRoom)
    follow({ ...inRoom })
    expect([...held]).toEqual(['MediaPlayPause'])
    follow(initialAppState)
    expect([...held]).toEqual([])
  })

  it('[EL13] show the small remote while there is a room, to whoever likes it', () => {
    const liked = { ...inRoom, settings: { ...inRoom.settings, miniOnTop: true } }
    expect([initialAppState, inRoom, liked].map(wantsMini)).toEqual([false, false, true])
  })
})

describe('notifications', () => {
  const entry = {
    ...{ server: 'ws://x', roomId: 'r', code: 'c', roomName: 'Friday', title: 'Film', hostName: 'Grace' },
    ...{ role: 'viewer' as const, hasPassword: false },
  }
  const invited = { ...initialAppState, inbox: [entry] }

  it('[EL14] tell of invitations and problems, once', () => {
    const problem = { code: 'x', sentence: 'It broke.', nextStep: 'Mend it.' }
    const troubled: AppState = {
      ...invited,
      notices: [
        { id: 1, tone: 'problem', problem },
        { id: 2, tone: 'info', problem },
      ],
    }
    expect(tidingsBetween(initialAppState, troubled, words)).toEqual([
      { title: 'Grace invites you to “Friday”.', body: 'Film', place: '/invitations' },
      { title: 'It broke.', body: 'Mend it.', place: '/' },
    ])
    expect(tidingsBetween(troubled, { ...troubled, inbox: [...troubled.inbox] }, words)).toEqual([])
  })

  it('[UI43] tell problems in the language that is set', () => {
    const problem = {
      code: 'server-not-found',
      sentence: 'There is no server named nas.',
      nextStep: 'Check the address.',
    }
    const troubled: AppState = { ...initialAppState, notices: [{ id: 1, tone: 'problem', problem }] }
    const bodyIn = (language: 'en' | 'de' | 'fr') =>
      tidingsBetween(initialAppState, troubled, shellWords(language, [])).map(({ title, body }) => [
        title,
        body,
      ])
    expect(bodyIn('en')).toEqual([['There is no server named nas.', 'Check the address.']])
    expect(bodyIn('de')).toEqual([['Es gibt keinen Server namens nas.', 'Prüfe die Adresse.']])
    expect(bodyIn('fr')).toEqual([['Il n’y a pas de serveur nommé nas.', 'Vérifiez l’adresse.']])
  })

  it('[EL14] are not for whoever does not want them', () => {
    const quiet = { ...invited, settings: { ...invited.settings, notifications: false } }
    expect(tidingsBetween(initialAppState, quiet, words)).toEqual([])
  })
})

describe('quitting', () => {
  it('[EL15] asks when others would lose a room that is on this machine', () => {
    const running = {
      kind: 'running' as const,
      address: 'ws://x',
      version: null,
      reach: 'this-network' as const,
    }
    const with_ = (bundled: boolean, roomsHere: number): AppState => ({
      ...initialAppState,
      sessionServer: { ...running, bundled, roomsHere },
    })
    expect([with_(true, 1), with_(true, 0), with_(false, 1), initialAppState].map(wouldEndRooms)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('looking for a newer app', () => {
  const updater = () => {
    const listeners = new Map<string, () => void>()
    const made: Updater = {
      autoDownload: false,
      autoInstallOnAppQuit: false,
      on: (event, listener) => listeners.set(event, listener),
      checkForUpdates: () => Promise.resolve(listeners.get('update-downloaded')?.()),
    }
    return made
  }

  it('[EL16] is off for an app that is not packaged, or that does not say where', async () => {
    const folder = await temporaryFolder()
    const loadUpdater = () => Promise.reject(new Error('must not be loaded'))
    const options = { resourcesFolder: folder, loadUpdater, onReady: () => undefined }
    expect(await lookForUpdate({ ...options, isPackaged: true })).toBe('off')
    await writeFile(join(folder, 'app-update.yml'), 'provider: generic\n')
    expect(await lookForUpdate({ ...options, isPackaged: false })).toBe('off')
    // Whoever could not look is not offered it.
    expect([true, false].map((isPackaged) => canUpdate({ ...options, isPackaged }))).toEqual([true, false])
  })

  it('[EL16] tells when a newer one is ready, and takes failures in silence', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'app-update.yml'), 'provider: generic\n')
    let ready = 0
    const options = { isPackaged: true, resourcesFolder: folder, onReady: () => (ready += 1) }
    expect(await lookForUpdate({ ...options, loadUpdater: () => Promise.resolve(updater()) })).toBe('looked')
    expect(ready).toBe(1)
    const failing = { ...updater(), checkForUpdates: () => Promise.reject(new Error('offline')) }
    expect(await lookForUpdate({ ...options, loadUpdater: () => Promise.resolve(failing) })).toBe('failed')
  })
})

describe('the words of the shell', () => {
  it('[EL17] are in the language that was set, else the system’s, else English', () => {
    expect(shellWords('de', ['fr']).quit).toBe('Beenden')
    expect(shellWords(null, ['pt-BR', 'fr-CA']).quit).toBe('Quitter')
    expect(shellWords(null, ['ja']).quit).toBe('Quit')
  })
})
