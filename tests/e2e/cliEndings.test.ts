import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA, KEEPER } from '../../demo/library/people.ts'
import type { SessionServer } from '../../session-server/server.ts'
import { REAL_FILM_ID } from '../demo/support/shelf.ts'
import {
  startCliInTerminal,
  startNodeInTerminal,
  temporaryFolder,
  runCli,
  expectRefusal,
} from './cli/cliProcess.ts'
import {
  openPlayableLibrary,
  openSessionServer,
  quietPlayer,
  signIn,
  startQuietMpv,
} from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const film = itemIdOf(REAL_FILM_ID)

/** Nobody is in a room any more: left, not merely away. */
async function expectEmptied(server: SessionServer): Promise<void> {
  await expect
    .poll(
      async () => JSON.stringify(await (await fetch(server.url.replace('ws', 'http') + '/health')).json()),
      {
        timeout: 4000,
      },
    )
    .toContain('"members":0')
}

it('[CL56] leads somebody who typed nothing from the sign-in to the film', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const mpvHome = temporaryFolder()
  writeFileSync(join(mpvHome, 'mpv.conf'), 'vo=null\nao=null\n')
  const env = { LOCKSTEP_SERVER: server.url, MPV_HOME: mpvHome }
  const cli = startCliInTerminal([], { env })
  const answer = async (question: string | RegExp, text: string) => {
    await cli.says(question)
    cli.child.stdin?.write(`${text}\r`)
  }
  await answer('Address of your Jellyfin', 'nonsense nonsense')
  await answer(/a space within[^]*Address of your Jellyfin/, library.url)
  await answer('User name', ADA.name)
  await answer('Password of Ada', ADA.password)
  await answer('What do you want to watch?', 'no such film')
  await answer(/Nothing matches[^]*What do you want/, 'winding')
  await answer('Which one?', '1')
  await cli.says('space play/pause')
  cli.child.stdin?.write('q')
  expect(await cli.ended).toBe(0)
  await expectEmptied(server)
})

it('[CL57] leaves the room when whoever reads its lines is gone', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const args = ['create', film, '--server', server.url, ...quietPlayer]
  const ada = startJsonMember(args, { home: await signIn(library, ADA) })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  ada.cli.child.stdout?.destroy()
  expect(await ada.cli.ended).toBe(0)
  await expectEmptied(server)
})

it('[CL57] leaves the room when the window of its terminal is closed', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const args = ['create', film, '--server', server.url, ...quietPlayer]
  const cli = startCliInTerminal(args, { home: await signIn(library, ADA) })
  await cli.says('space play/pause')
  cli.child.kill('SIGKILL')
  await expectEmptied(server)
})

it('[CL57] leaves within 3 s even when the library does not answer any more', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const args = ['create', film, '--server', server.url, ...quietPlayer]
  const ada = startJsonMember(args, { home: await signIn(library, ADA) })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  library.faults.delay(60_000)
  const before = performance.now()
  ada.cli.child.kill('SIGHUP')
  expect(await ada.cli.ended).toBe(0)
  expect(performance.now() - before).toBeLessThan(3000)
  await expectEmptied(server)
})

it('[CL58] uses an MPV that runs already, leaves it running, and takes none that another one drives', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const mpv = await startQuietMpv()
  const args = ['create', film, '--server', server.url, '--mpv-socket', mpv.socket]
  const ada = startJsonMember(args, { home: await signIn(library, ADA) })
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  expectRefusal(
    await runCli(args, { home: await signIn(library, KEEPER) }),
    1,
    'Another Lockstep already drives',
  )
  ada.cli.child.kill('SIGTERM')
  expect(await ada.cli.ended).toBe(0)
  expect(mpv.isRunning()).toBe(true)
})

it('[CL59] tells a fault of its own in one sentence, after giving the terminal back, with the stack in the log', async () => {
  const home = temporaryFolder()
  const folder = join(import.meta.dirname, '..', '..', 'companion', 'cli')
  const program = join(temporaryFolder(), 'fault.mjs')
  writeFileSync(
    program,
    `import { createShell } from ${JSON.stringify(join(folder, 'createShell.ts'))}
     import { endOnFaults } from ${JSON.stringify(join(folder, 'faults.ts'))}
     import { openTerminalScreen } from ${JSON.stringify(join(folder, 'view', 'terminalScreen.ts'))}
     const shell = createShell(process)
     endOnFaults(shell)
     openTerminalScreen(shell).draw(['picture'])
     setTimeout(() => { throw new Error('boom ApiKey=verysecret') }, 50)`,
  )
  const cli = startNodeInTerminal([program], { home })
  expect(await cli.ended).toBe(1)
  const [, after = ''] = cli.stdout().split('\u001B[?1049l')
  expect(after.trim()).toBe(
    `Lockstep met a fault of its own and ended. What is known of it is in ${join(home, 'log', 'lockstep.log')}.`,
  )
  const log = readFileSync(join(home, 'log', 'lockstep.log'), 'utf8')
  expect(log).toContain('boom')
  expect(log).not.toContain('verysecret')
})
