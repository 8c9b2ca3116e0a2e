import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { withDevice, withTrackChoice } from '../../../companion/personal/preferences.ts'
import { openPreferenceFile } from '../../../companion/settings/preferenceFile.ts'
import type { Problem } from '../../../protocol/problem.ts'

async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-preferences-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const problems: Problem[] = []
  const open = async () => {
    const opened = await openPreferenceFile({ folder, onProblem: (problem) => problems.push(problem) })
    if (!opened.ok) throw new Error(opened.problem.sentence)
    return opened.value
  }
  return { folder, open, problems }
}

it('[CP105] keeps what a viewer likes between runs, at once for whoever asks', async () => {
  const { open } = await setUp()
  const one = await open()
  one.keep((all) => withDevice(all, 'mpv/auto', { offsetMs: 40 }))
  one.keep((all) => withTrackChoice(all, 's/series', { subtitle: null }))
  expect(one.recall().devices).toEqual({ 'mpv/auto': { offsetMs: 40, soundLateMs: 0 } })
  await one.saved()
  expect((await open()).recall()).toEqual(one.recall())
})

it('[CP105] loses nothing of what two runs keep at the same time', async () => {
  const { open } = await setUp()
  const [one, other] = [await open(), await open()]
  one.keep((all) => withDevice(all, 'a', { offsetMs: 1 }))
  await one.saved()
  other.keep((all) => withDevice(all, 'b', { offsetMs: 2 }))
  await other.saved()
  expect(Object.keys((await open()).recall().devices)).toEqual(['a', 'b'])
})

it('[CP105] remembers the last thousand films and series', async () => {
  const { open } = await setUp()
  const file = await open()
  for (let film = 0; film < 1005; film += 1) {
    file.keep((all) => withTrackChoice(all, `s/${film}`, { subtitle: null }))
  }
  const kept = Object.keys(file.recall().tracks)
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([1000, 's/5', 's/1004'])
  await file.saved()
})

it('[CP105] puts a file aside that cannot be understood, and goes on without', async () => {
  const { folder, open, problems } = await setUp()
  await writeFile(join(folder, 'preferences.json'), '{"version":1,"devices":{"a":{"offsetMs":99999}}}')
  expect((await open()).recall().devices).toEqual({})
  expect(problems).toMatchObject([{ code: 'settings-corrupt' }])
  expect(await readFile(join(folder, 'preferences.json.corrupt-1'), 'utf8')).toContain('99999')
})
