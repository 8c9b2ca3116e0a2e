import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ADA, KEEPER } from '../../demo/library/people.ts'
import { parseJoinLink } from '../../protocol/joinLink.ts'
import { openLibrary, REAL_FILM_ID } from '../demo/support/shelf.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { expectRefusal, runCli, startCli, startCliInTerminal, temporaryFolder } from './cli/cliProcess.ts'
import {
  closedPort,
  openPlayableLibrary,
  openSessionServer,
  quietPlayer,
  signIn,
  tokenIn,
} from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const film = itemIdOf(REAL_FILM_ID)
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it('[CL50] opens a room, lets another one join, obeys commands and leaves within 3 s, the player too', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const ada = startJsonMember(['create', film, '--server', server.url, '--start-ms', '0', ...quietPlayer], {
    home,
  })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  const link = ada.link() ?? ''
  expect(parseJoinLink(link, null)).toMatchObject({ ok: true, value: { server: server.url } })
  const joining = ['join', link, '--name', 'Grace', '--offset-ms', '40', ...quietPlayer]
  const grace = startJsonMember(joining, { home: await signIn(library, KEEPER) })
  await grace.until('the film', ({ player }) => player.kind === 'ready')
  expect(await ada.command({ kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  const plays =
    (name: string) =>
    (state: { room: { timeline: { playing: boolean }; members: readonly { name: string }[] } | null }) =>
      state.room?.timeline.playing === true && state.room.members.some((member) => member.name === name)
  await Promise.all([ada.until('playing', plays('Grace')), grace.until('playing', plays('Ada'))])
  expect(await grace.command({ kind: 'explode' })).toMatchObject({
    ok: false,
    problem: { code: 'not-a-command' },
  })
  expect(grace.state()?.offsetMs).toBe(40)
  const pids = [ada, grace]
    .map((one) => one.state()?.player)
    .map((player) => (player?.kind === 'ready' ? player.pid : null))
  const before = performance.now()
  grace.cli.child.kill('SIGTERM')
  ada.cli.child.kill('SIGINT')
  expect(await Promise.all([ada.cli.ended, grace.cli.ended])).toEqual([0, 0])
  expect(performance.now() - before).toBeLessThan(3000)
  for (const pid of pids) expect(pid !== null && isRunning(pid)).toBe(false)
  expect(ada.cli.stdout() + ada.cli.stderr() + grace.cli.stdout()).not.toContain(tokenIn(home))
})

it('[CL51] draws the room in a terminal, obeys keys, and gives the terminal back on q', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const cli = startCliInTerminal(['create', film, '--server', server.url, ...quietPlayer], { home })
  await cli.says('space play/pause')
  await cli.says('paused')
  cli.child.stdin?.write(' ')
  await cli.says('Ada pressed play')
  await cli.says('in step')
  cli.child.stdin?.write('q')
  expect(await cli.ended).toBe(0)
  const text = cli.stdout()
  expect(text.lastIndexOf('\u001B[?1049l')).toBeGreaterThan(text.lastIndexOf('\u001B[?1049h'))
  expect(text.lastIndexOf('\u001B[?25h')).toBeGreaterThan(text.lastIndexOf('\u001B[?25l'))
  expect(text).toContain('lockstep://join/')
})

it('[CL51] gives the terminal back when it is ended from outside', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const cli = startCliInTerminal(['create', film, '--server', server.url, ...quietPlayer], { home })
  await cli.says('space play/pause')
  cli.child.stdin?.write('\u0003')
  expect(await cli.ended).toBe(0)
  expect(cli.stdout()).toMatch(/\u001B\[\?25h\u001B\[\?1049l[^\u001B]*$/)
})

it('[CL52] starts the session server itself when none runs, and says so', async () => {
  const library = await openPlayableLibrary()
  const home = await signIn(library, ADA)
  const address = `ws://127.0.0.1:${await closedPort()}`
  const env = { LOCKSTEP_SERVER: address }
  const first = startCli(['create', film, ...quietPlayer], { home, env })
  await first.says('lockstep://join/')
  expect(first.stderr()).toContain('reachable from this machine only')
  expect(first.stdout()).toContain(encodeURIComponent(address))
  const other = await signIn(library, KEEPER)
  const second = startCli(['create', film, ...quietPlayer], { home: other, env })
  await second.says('lockstep://join/')
  expect(second.stderr()).not.toContain('started one here')
  second.child.kill('SIGTERM')
  first.child.kill('SIGTERM')
  expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
})

it('[CL52] tells something else that listens where the session server should', async () => {
  const library = await openLibrary()
  const home = await signIn(library, ADA)
  const other = createServer((_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const env = { LOCKSTEP_SERVER: `ws://127.0.0.1:${port}` }
  const outcome = await runCli(['create', film], { home, env })
  expectRefusal(outcome, 1, 'not a session server')
})

it('[CL53] tells a player that is not installed or is not one and leaves the room, [HL8] goes on without an option', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const create = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCli(['create', film, '--server', server.url, ...args], { home, env })
  const none = await create([], { PATH: temporaryFolder() })
  expectRefusal(none, 1, 'MPV is not installed')
  const missing = await create(['--player-path', '/nowhere/mpv'])
  expectRefusal(missing, 1, '/nowhere/mpv')
  const nothing = await create(['--player-path', '/bin/true'])
  expectRefusal(nothing, 1, 'does not seem to be MPV')
  const options = [...quietPlayer, '--player-arg', '--no-such-option']
  const going = startCli(['create', film, '--server', server.url, ...options], { home })
  await going.says('MPV was started without "--no-such-option"')
  going.child.kill('SIGTERM')
  expect(await going.ended).toBe(0)
  const unattached = await create(['--mpv-socket', join(temporaryFolder(), 'socket')])
  expectRefusal(unattached, 1, 'No MPV listens')
  const fatal = await create(['--player-path', '/nowhere/mpv', '--json'])
  expect(JSON.parse(fatal.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'fatal' })
})

it('[CL54] tells a session server that is down, a room that does not exist, and a link that is none', async () => {
  const library = await openLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const down = await runCli(['create', film, '--server', `ws://127.0.0.1:${await closedPort()}`], { home })
  expectRefusal(down, 1, 'No session server answers')
  const room = await runCli(['join', 'abcd1234', '--server', server.url], { home })
  expectRefusal(room, 1, 'no such room')
  const link = await runCli(['join', 'https://example.org/film'], { home })
  expectRefusal(link, 2, 'not a join link')
  const nowhere = await runCli(['join', 'abcd1234'], { home })
  expectRefusal(nowhere, 2, '--server')
  expect(await runCli(['join', 'abcd1234', '--server', server.url])).toMatchObject({ code: 3 })
})

it('[CL55] serves until it is stopped, and tells a port that is taken and a folder that cannot be', async () => {
  const folder = temporaryFolder()
  const serving = startCli(['serve', '--port', '0', '--data-dir', join(folder, 'rooms')])
  await serving.says(/ws:\/\/127\.0\.0\.1:\d+/)
  const [, port = ''] = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(serving.stdout()) ?? []
  const health = await fetch(`http://127.0.0.1:${port}/health`)
  expect(health.status).toBe(200)
  const taken = await runCli(['serve', '--port', port, '--data-dir', join(folder, 'other')])
  expectRefusal(taken, 1, 'in use')
  writeFileSync(join(folder, 'file'), '')
  const unwritable = await runCli(['serve', '--port', '0', '--data-dir', join(folder, 'file', 'below')])
  expect(unwritable.code).toBe(1)
  expect(unwritable.stderr).not.toBe('')
  serving.child.kill('SIGTERM')
  expect(await serving.ended).toBe(0)
})

it('[CL55] tells an option of the server that makes no sense in one sentence, wherever it stands, with exit code 1', async () => {
  const folder = temporaryFolder()
  const config = join(folder, 'server.json')
  writeFileSync(config, JSON.stringify({ roomLimits: { stallMs: 'soon' } }))
  const wrong = [
    [await runCli(['serve', '--port', '99999']), '--port'],
    [await runCli(['serve', '--rooms', 'many']), '--rooms'],
    [await runCli(['serve'], { env: { LOCKSTEP_SERVER_PORT: '-1' } }), 'LOCKSTEP_SERVER_PORT'],
    [await runCli(['serve', '--config', config]), 'roomLimits.stallMs'],
    [await runCli(['serve', '--public-url', 'ftp://x']), '--public-url'],
  ] as const
  for (const [outcome, named] of wrong) {
    expectRefusal(outcome, 1, named)
    expect(outcome.stdout).toBe('')
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1)
  }
})
