import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ADA, GHOST, GRACE } from '../../demo/library/people.ts'
import { expectRefusal, runCli, startCli, startCliInTerminal, temporaryFolder } from './cli/cliProcess.ts'
import { closedPort, signIn, tokenIn } from './cli/household.ts'
import { clientOf } from '../demo/support/jellyfinClient.ts'
import { openLibrary } from '../demo/support/shelf.ts'

it('[CL40] signs in, finds, looks around and signs out, without ever showing the secret', async () => {
  const library = await openLibrary()
  const home = await signIn(library, ADA)
  const token = tokenIn(home)
  expect(statSync(join(home, 'accounts.json')).mode & 0o777).toBe(0o600)
  const found = await runCli(['search', 'lighthouse'], { home })
  expect(found.code).toBe(0)
  expect(found.stdout.split('\n')[0]).toMatch(/^[0-9a-f]{32} {2}/)
  const libraries = await runCli(['items'], { home })
  expect(libraries.stdout).toMatch(/^[0-9a-f]{32} {2}Films/m)
  const [, filmsId = ''] = /^([0-9a-f]{32}) {2}Films/m.exec(libraries.stdout) ?? []
  const inside = await runCli(['items', filmsId], { home })
  expect(inside).toMatchObject({ code: 0 })
  expect(inside.stdout).not.toBe('')
  const out = await runCli(['logout'], { home })
  expect(out).toMatchObject({ code: 0 })
  expect(JSON.stringify([found, libraries, inside, out])).not.toContain(token)
  expect(readFileSync(join(home, 'accounts.json'), 'utf8')).not.toContain(token)
  expect(await runCli(['search', 'lighthouse'], { home })).toMatchObject({ code: 3 })
})

it('[CL40] takes the password from LOCKSTEP_PASSWORD, or from a terminal without showing it', async () => {
  const library = await openLibrary()
  const env = { LOCKSTEP_PASSWORD: ADA.password }
  expect(await runCli(['login', library.url, '--user', 'ada'], { env })).toMatchObject({ code: 0 })
  const cli = startCliInTerminal(['login', library.url])
  await cli.says('User name')
  cli.child.stdin?.write('Ada\r')
  await cli.says('Password of Ada')
  cli.child.stdin?.write(`${ADA.password}\r`)
  expect(await cli.ended).toBe(0)
  expect(cli.stdout()).toContain('Signed in as Ada')
  expect(cli.stdout()).not.toContain(ADA.password)
})

it('[CL40] signs in with Quick Connect, by a code that is confirmed elsewhere', async () => {
  const library = await openLibrary()
  const elsewhere = await clientOf(library.url, ADA)
  const cli = startCli(['login', library.url, '--quick-connect'])
  await cli.says(/Quick Connect: \d{6}/)
  const [, code = ''] = /Quick Connect: (\d{6})/.exec(cli.stderr()) ?? []
  await elsewhere.post(`/QuickConnect/Authorize?code=${code}&userId=${ADA.id}`)
  expect(await cli.ended).toBe(0)
  expect(cli.stderr()).toContain('Signed in as Ada')
})

it.each([
  ['no address at all', 'not an address', 2, 'a space within'],
  ['a name that does not exist', 'http://jellyfin.invalid', 1, 'jellyfin.invalid'],
])('[CL41] says what is wrong with a server address: %s', async (_what, address, code, words) => {
  const outcome = await runCli(['login', address, '--user', 'Ada'], { input: 'pendulum' })
  expect(outcome.code).toBe(code)
  expect(outcome.stderr).toContain(words)
})

it('[CL41] tells a port where nothing listens', async () => {
  const outcome = await runCli(['login', `127.0.0.1:${await closedPort()}`, '--user', 'Ada'], { input: 'x' })
  expectRefusal(outcome, 1, 'Nothing listens')
})

it('[CL41] tells a web server that is no Jellyfin', async () => {
  const server = createServer((_request, response) => response.end('<html>hello</html>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const outcome = await runCli(['login', `http://127.0.0.1:${port}`, '--user', 'Ada'], { input: 'x' })
  expect(outcome).toMatchObject({ code: 1 })
  expect(outcome.stderr).toContain('not a Jellyfin server')
})

it('[CL41] tells a wrong password, an account that may not sign in, and a missing user name', async () => {
  const library = await openLibrary()
  const wrong = await runCli(['login', library.url, '--user', 'Ada'], { input: 'wrong' })
  expectRefusal(wrong, 3, 'wrong')
  const ghost = await runCli(['login', library.url, '--user', GHOST.name], { input: GHOST.password })
  expectRefusal(ghost, 3, 'may not sign in')
  expect(await runCli(['login', library.url], { input: 'x' })).toMatchObject({ code: 2 })
})

it('[CL41] tells an expired sign-in', async () => {
  const library = await openLibrary()
  const home = await signIn(library, ADA)
  library.faults.revokeTokens()
  const outcome = await runCli(['search', 'lighthouse'], { home })
  expectRefusal(outcome, 3, 'Sign in again')
})

it('[CL42] tells items that do not exist, may not be seen, are several, or cannot be played', async () => {
  const library = await openLibrary()
  const home = await signIn(library, ADA)
  const create = (item: string) => runCli(['create', item, '--server', 'ws://127.0.0.1:1'], { home })
  const graces = await runCli(['search', 'o'], { home: await signIn(library, GRACE) })
  const own = await runCli(['search', 'o'], { home })
  const ids = (text: string) => [...text.matchAll(/^[0-9a-f]{32}/gm)].map(([id]) => id)
  const [hidden] = ids(graces.stdout).filter((id) => !ids(own.stdout).includes(id))
  const [series] =
    /^[0-9a-f]{32}(?=.*\[series\])/m.exec((await runCli(['search', 'lighthouse'], { home })).stdout) ?? []
  const unknown = await create('f'.repeat(32))
  const invisible = await create(hidden ?? 'none')
  const several = await create('the')
  const nothing = await create('no such film')
  const folder = await create(series ?? 'none')
  for (const outcome of [unknown, invisible, several, nothing, folder]) expect(outcome.code).toBe(1)
  expect(unknown.stderr).toContain('does not exist')
  expect(invisible.stderr).toContain('may not see it')
  expect(several.stderr).toContain('may mean several')
  expect(nothing.stderr).toContain('matches "no such film"')
  expect(folder.stderr).toContain('lockstep items')
})

it('[CL43] keeps a broken settings file aside and says so', async () => {
  const home = temporaryFolder()
  writeFileSync(join(home, 'accounts.json'), '{"half')
  const outcome = await runCli(['search', 'x'], { home })
  expectRefusal(outcome, 3, 'accounts.json.corrupt-1')
  expect(existsSync(join(home, 'accounts.json.corrupt-1'))).toBe(true)
})

it('[CL43] tells a settings folder that cannot be written', async () => {
  const library = await openLibrary()
  const home = join(temporaryFolder(), 'file')
  writeFileSync(home, '')
  const outcome = await runCli(['login', library.url, '--user', 'Ada'], { home, input: ADA.password })
  expectRefusal(outcome, 1, 'LOCKSTEP_HOME')
})

it.each([
  ['an unknown command', ['explode'], 'explode'],
  ['an unknown option', ['search', 'x', '--fast'], '--fast'],
  ['a missing word', ['join'], '<link>'],
  ['no terminal for the friendly face', [], 'no terminal'],
])('[CL44] tells %s and how to find help', async (_what, args, words) => {
  const outcome = await runCli(args)
  expectRefusal(outcome, 2, words)
  expect(outcome.stdout).toBe('')
  expect(outcome.stderr).toContain('--help')
})

it('[CL44] helps with each command on stdout, whatever else was typed', async () => {
  for (const command of ['login', 'logout', 'search', 'items', 'create', 'join', 'serve']) {
    const outcome = await runCli([command, '--nonsense', '--help'])
    expect(outcome).toMatchObject({ code: 0, stderr: '' })
    expect(outcome.stdout).toContain(`lockstep ${command}`)
  }
  const version = await runCli(['--version'])
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
