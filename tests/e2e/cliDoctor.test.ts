import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { startDelayingProxy } from '../../bench/support/delayingProxy.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import { REAL_FILM_ID } from '../demo/support/shelf.ts'
import { HEADLESS_VLC, createVlcUser } from '../support/realVlc.ts'
import { expectRefusal, runCli, temporaryFolder } from './cli/cliProcess.ts'
import { openPlayableLibrary, openSessionServer, quietPlayer, signIn, tokenIn } from './cli/household.ts'

const reportSchema = z.object({
  lines: z.array(
    z.object({
      about: z.string(),
      verdict: z.string(),
      sentence: z.string(),
      figures: z.record(z.string(), z.unknown()),
    }),
  ),
})

const film = itemIdOf(REAL_FILM_ID)

it('[DO1] examines a real MPV, [DO3] a library that is too slow, [DO4] a line that is long, and [DO8] tells nobody', async () => {
  const library = await openPlayableLibrary()
  library.faults.limitMedia(10_000)
  const server = await openSessionServer()
  const { port } = new URL(server.url)
  const quality = { delayMs: 60, jitterMs: 10, stallPercent: 0, stallMs: 0 }
  const common = { quality, random: () => 0.5, clock: createSystemClock() }
  const proxy = await startDelayingProxy({ targetPort: Number(port), ...common })
  onTestFinished(() => proxy.close())
  const home = await signIn(library, ADA)
  const output = join(temporaryFolder(), 'report.txt')
  const far = server.url.replace(port, String(proxy.port))
  const args = [
    'doctor',
    '--player',
    'mpv',
    ...quietPlayer,
    '--item',
    film,
    '--server',
    far,
    '--output',
    output,
  ]
  const outcome = await runCli(args, { home })
  expect(outcome.stdout).toMatch(/^\w+ +MPV \d.*: MPV /m)
  expect(outcome.stdout).toMatch(/^red +library: .* comes too slowly: \d+ kbit\/s come/m)
  expect(outcome.stdout).toMatch(/^amber +session server: .*on this machine answers in \d{3} ms/m)
  expect(outcome.stderr).toContain('Playing a clip in mpv')
  expect(outcome.code).toBe(1)
  const report = readFileSync(output, 'utf8')
  expect(report).toContain('"seekMs"')
  for (const secret of [tokenIn(home), ADA.name, home, '127.0.0.1', process.env['HOME'] ?? '/home/']) {
    expect(outcome.stdout + report).not.toContain(secret)
  }
})

it('[DO1] examines a real VLC, [DO5] without sign-in or server, and [DO7] tells it as JSON', async () => {
  const user = await createVlcUser()
  onTestFinished(() => user.remove())
  const { runAs } = user
  const env = runAs === undefined ? {} : { LOCKSTEP_VLC_USER: `${runAs.uid}:${runAs.gid}:${runAs.home}` }
  const headless = HEADLESS_VLC.flatMap((option) => ['--player-arg', option])
  const { code, stdout } = await runCli(['doctor', '--player', 'vlc', ...headless, '--json'], { env })
  const { lines } = reportSchema.parse(JSON.parse(stdout))
  expect(lines.map(({ about }) => about)).toEqual([
    expect.stringMatching(/vlc/i),
    'library',
    'session server',
  ])
  expect(lines[0]?.sentence).toMatch(/VLC \d+\.\d+\.\d+ \(\/.*vlc\)/)
  expect(lines[0]?.figures).toMatchObject({
    pace: expect.any(Number) as number,
    seekMs: expect.any(Number) as number,
  })
  expect(lines[1]?.verdict).toBe('unknown')
  // How well it plays is a matter of how busy this machine is.
  expect(stdout).toContain(`"worst": "${{ 0: 'green', 1: 'red', 4: 'amber' }[code] ?? 'none'}"`)
})

it('[DO10] refuses what makes no sense before it examines, and tells a server that hangs', async () => {
  expectRefusal(await runCli(['doctor', '--player', 'winamp']), 2, 'There is no player "winamp"')
  expectRefusal(
    await runCli(['doctor', '--server', 'somewhere']),
    2,
    'is not the address of a session server',
  )
  expectRefusal(await runCli(['doctor', '--output', '/nowhere/report']), 1, 'cannot be written')
  const mute = createServer(() => {})
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void mute.close())
  const address = mute.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const hanging = await runCli([
    ...['doctor', '--player', 'mpv', '--player-path', '/bin/true', '--server', `ws://127.0.0.1:${port}`],
  ])
  expect(hanging.stdout).toMatch(/^red +mpv: .*does not seem to be MPV/m)
  expect(hanging.stdout).toMatch(/^red +session server: /m)
  expect(hanging.code).toBe(1)
})
