import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import { initialCompanionState, type CompanionState } from '../../protocol/companionState.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { REAL_FILM_ID, realFilm } from '../demo/support/shelf.ts'
import { beginLine, readFace, typeInto } from '../support/mpvFace.ts'
import { connectTo } from '../support/realMpv.ts'
import { temporaryFolder } from './cli/cliProcess.ts'
import { openPlayableLibrary, openSessionServer, quietPlayer, signIn } from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const quiet = ['--no-config', '--vo=null', '--ao=null', '--idle=yes', '--no-terminal']
const film = itemIdOf(REAL_FILM_ID)

/** Lockstep as a program of its own, which notes how it was called. */
function installed(): { readonly program: string; readonly calledWith: () => string } {
  const folder = temporaryFolder()
  const [program, note] = [join(folder, 'lockstep'), join(folder, 'arguments')]
  const lines = [
    '#!/bin/sh',
    `echo "$@" > '${note}'`,
    `exec '${process.execPath}' '${root}companion/cli.ts' "$@"`,
  ]
  writeFileSync(program, `${lines.join('\n')}\n`, { mode: 0o755 })
  return { program, calledWith: () => readFileSync(note, 'utf8') }
}

/** A plain MPV of the viewer's, with the script and a link. */
function startMpv(home: string, options: readonly string[]) {
  const runtime = temporaryFolder()
  const script = `--script=${root}adapters/mpv/face/lockstep.lua`
  const mpv = spawn('mpv', [...quiet, script, ...options], {
    stdio: 'ignore',
    env: { ...process.env, LOCKSTEP_HOME: home, XDG_RUNTIME_DIR: runtime },
  })
  onTestFinished(() => void mpv.kill('SIGKILL'))
  return { mpv, runtime }
}

it('[CL60] [CP42] joins from inside a plain MPV, without the link in any argument, and leaves when that is closed', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const ada = startJsonMember(['create', film, '--server', server.url, '--start-ms', '0', ...quietPlayer], {
    home,
  })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  const { program, calledWith } = installed()
  const link = ada.link() ?? ''
  const { mpv } = startMpv(home, [
    `--script-opts=lockstep-room=${link},lockstep-companion=${program},lockstep-name=Grace`,
  ])
  await ada.until(
    'Grace',
    ({ room }) =>
      room?.members.some(({ presence, name }) => name === 'Grace' && presence.readyRevision !== null) ??
      false,
  )
  expect(calledWith()).toContain('--mpv-socket')
  expect(calledWith()).not.toContain(link.slice(-10))
  const [, control = ''] = /--mpv-socket (\S+)/.exec(calledWith()) ?? []
  const viewer = await connectTo(control, createSystemClock())
  onTestFinished(() => viewer.close())
  await ada.command({ kind: 'say', text: 'Welcome!' })
  await expect.poll(() => readFace(viewer), { timeout: 5000 }).toContain('Welcome!')
  await beginLine(viewer)
  await typeInto(viewer, 'hello')
  await viewer.request(['keypress', 'ENTER'])
  await ada.until('the answer', ({ chat }) =>
    chat.some(({ name, text }) => name === 'Grace' && text === 'hello'),
  )
  // MPV repeats a key that is held by itself, as for a person.
  await viewer.request(['keydown', 'RIGHT'])
  await new Promise((resolve) => setTimeout(resolve, 700))
  await viewer.request(['keyup', 'RIGHT'])
  const sought = ({ events }: CompanionState) => events.filter(({ what }) => what === 'sought')
  await ada.until('the seek', (state) => sought(state).length > 0)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(sought(ada.state() ?? initialCompanionState)).toMatchObject([{ name: 'Grace' }])
  void viewer.request(['quit'])
  await ada.until('that Grace left', ({ events }) =>
    events.some(({ what, name }) => what === 'left' && name === 'Grace'),
  )
  await expect.poll(() => mpv.exitCode).toBe(0)
  expect(existsSync(dirname(control))).toBe(false)
})

it('[CL60] joins with the script in the folder of a plain MPV, which shows a film of its own before', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const ada = startJsonMember(['create', film, '--server', server.url, '--start-ms', '0', ...quietPlayer], {
    home,
  })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'scripts'))
  copyFileSync(`${root}adapters/mpv/face/lockstep.lua`, join(folder, 'scripts', 'lockstep.lua'))
  writeFileSync(join(folder, 'mpv.conf'), 'vo=null\nao=null\n')
  const { program } = installed()
  writeFileSync(join(folder, 'input.conf'), 'x script-message lockstep-do ready\n')
  mkdirSync(join(folder, 'script-opts'))
  const options = `companion=${program}\nname=Grace\n`
  writeFileSync(join(folder, 'script-opts', 'lockstep.conf'), options)
  const own = (await realFilm()).file
  const mpv = spawn('mpv', ['--no-terminal', `--script-opts=lockstep-room=${ada.link() ?? ''}`, own], {
    stdio: 'ignore',
    env: { ...process.env, LOCKSTEP_HOME: home, MPV_HOME: folder, XDG_RUNTIME_DIR: temporaryFolder() },
  })
  onTestFinished(() => void mpv.kill('SIGKILL'))
  await ada.until(
    'Grace',
    ({ room }) =>
      room?.members.some(({ presence, name }) => name === 'Grace' && presence.readyRevision !== null) ??
      false,
  )
  expect(await ada.command({ kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  await ada.until('the start', ({ room }) => room?.timeline.playing === true)
  mpv.kill('SIGTERM')
  await ada.until('that Grace left', ({ events }) =>
    events.some(({ what, name }) => what === 'left' && name === 'Grace'),
  )
})

it('[CL60] says in that MPV why nothing came of it', async () => {
  const control = join(temporaryFolder(), 'mpv')
  const { program } = installed()
  const options = `--script-opts=lockstep-room=lockstep://join/abcd?server=ws%3A%2F%2F127.0.0.1%3A9,lockstep-companion=`
  const { mpv } = startMpv(temporaryFolder(), [`--input-ipc-server=${control}`, `${options}${program}`])
  await expect.poll(() => existsSync(control), { timeout: 5000 }).toBe(true)
  const viewer = await connectTo(control, createSystemClock())
  await expect.poll(() => readFace(viewer), { timeout: 5000 }).toContain('joining')
  // Nobody is signed in: the companion ends, and its script stops waiting for it.
  await expect.poll(() => readFace(viewer), { timeout: 10_000 }).toBe('')
  viewer.close()
  mpv.kill()
})

it('[CL60] says that there is no Lockstep where none is', async () => {
  const control = join(temporaryFolder(), 'mpv')
  const options = '--script-opts=lockstep-room=lockstep://join/abcd,lockstep-companion=/nowhere/lockstep'
  startMpv(temporaryFolder(), [`--input-ipc-server=${control}`, options])
  await expect.poll(() => existsSync(control), { timeout: 5000 }).toBe(true)
  const viewer = await connectTo(control, createSystemClock())
  onTestFinished(() => viewer.close())
  await expect.poll(() => readFace(viewer), { timeout: 5000 }).toContain('could not be started')
})
