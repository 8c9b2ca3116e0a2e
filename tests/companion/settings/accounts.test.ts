import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openAccountBook } from '../../../companion/settings/accounts.ts'
import { storageProblem } from '../../../companion/settings/settingsProblems.ts'
import type { Credentials } from '../../../jellyfin/credentials.ts'
import type { Problem } from '../../../protocol/problem.ts'

const ada: Credentials = {
  serverUrl: 'http://films.example:8096',
  serverId: 'server-1',
  serverName: 'Films',
  userId: 'user-ada',
  userName: 'Ada',
  accessToken: 'secret-of-ada',
  deviceId: 'device-ada',
}
const ben: Credentials = { ...ada, userId: 'user-ben', userName: 'Ben', accessToken: 'secret-of-ben' }

let parent = ''
let folder = ''
const told: Problem[] = []
const book = () => openAccountBook({ folder, onCorrupt: (problem) => told.push(problem) })
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
const file = () => join(folder, 'accounts.json')

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lockstep-settings-'))
  folder = join(parent, 'a', 'lockstep')
  told.length = 0
})
afterEach(() => rm(parent, { recursive: true, force: true }))

it('[CL11] has nobody signed in when there is no file, and makes none by reading', async () => {
  expect(await book().current()).toEqual({ ok: true, value: null })
  expect(existsSync(folder)).toBe(false)
})

it('[CL11] keeps accounts side by side; the last one kept is the current one', async () => {
  await book().keep(ada)
  await book().keep(ben)
  expect(await book().current()).toEqual({ ok: true, value: ben })
  await book().keep({ ...ada, accessToken: 'renewed' })
  expect(await book().current()).toEqual({ ok: true, value: { ...ada, accessToken: 'renewed' } })
})

it('[CL11] forgets an account with its secret', async () => {
  await book().keep(ada)
  await book().forget(ada)
  expect(await book().current()).toEqual({ ok: true, value: null })
  expect(await readFile(file(), 'utf8')).not.toContain(ada.accessToken)
})

it('[CL12] writes a file that its owner alone can read, in a folder that its owner alone can enter', async () => {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  await book().keep(ada)
  await book().keep(ben)
  expect([await modeOf(folder), await modeOf(file())]).toEqual(['700', '600'])
  expect(await readdir(folder)).toEqual(['accounts.json'])
})

it('[CL13] makes a device id once for each person on each server, a new one for nobody in particular', async () => {
  const first = await book().deviceIdFor(ada.serverId, 'Ada')
  const others = [
    await book().deviceIdFor(ada.serverId, 'Ben'),
    await book().deviceIdFor('server-2', 'Ada'),
    await book().deviceIdFor(ada.serverId, null),
    await book().deviceIdFor(ada.serverId, null),
  ]
  expect(await book().deviceIdFor(ada.serverId, 'ada')).toEqual(first)
  expect(new Set([first, ...others].map((id) => id.ok && id.value)).size).toBe(5)
})

it('[CL13] remembers the device id under which somebody signed in before their name was known', async () => {
  await book().keep(ada)
  await book().forget(ada)
  expect(await book().deviceIdFor(ada.serverId, 'ADA')).toEqual({ ok: true, value: 'device-ada' })
})

it.each([
  ['not json', '{"version":'],
  ['another shape', '{"version":1,"accounts":"none"}'],
  ['empty', ''],
])('[CL14] keeps a broken file aside, says so, and goes on without it: %s', async (_name, text) => {
  await mkdir(folder, { recursive: true })
  for (const number of [1, 2]) {
    await writeFile(file(), `${text}${' '.repeat(number)}`)
    expect(await book().current()).toEqual({ ok: true, value: null })
    expect(told.at(-1)?.sentence).toContain(`accounts.json.corrupt-${number}`)
    expect(await readFile(`${file()}.corrupt-${number}`, 'utf8')).toBe(`${text}${' '.repeat(number)}`)
  }
  expect(existsSync(file())).toBe(false)
})

it('[CL15] says in a sentence that the settings folder cannot be made', async () => {
  await writeFile(join(parent, 'a'), 'a file in the way')
  const kept = await book().keep(ada)
  expect(kept).toMatchObject({ ok: false, problem: { code: 'settings-not-a-folder' } })
})

it.each(['ENOSPC', 'EROFS', 'EACCES', 'EIO'])('[CL15] has a sentence and a next step for %s', (code) => {
  const problem = storageProblem('/somewhere/accounts.json', Object.assign(new Error('x'), { code }))
  expect(problem.sentence).toContain('/somewhere/accounts.json')
  expect(problem.nextStep).toMatch(/\.$/)
})

it('[CL15] leaves what was saved before unharmed when it cannot write', async () => {
  await book().keep(ada)
  const crowded = openAccountBook({ folder: join(file(), 'below'), onCorrupt: () => {} })
  expect(await crowded.keep(ben)).toMatchObject({ ok: false })
  expect(await book().current()).toEqual({ ok: true, value: ada })
})
