import { expect, it } from 'vitest'
import { commandList } from '../../../companion/cli/commandList.ts'
import type { CliCommand } from '../../../companion/cli/cliCommand.ts'
import { readGiven } from '../../../companion/cli/given.ts'
import { readRoomOptions } from '../../../companion/cli/roomOptions.ts'

const load = async (name: string): Promise<CliCommand> => {
  const command = await commandList[name]?.()
  if (command === undefined) throw new Error(`no command ${name}`)
  return command
}
const read = async (name: string, args: readonly string[]) => readGiven(await load(name), args)
const roomOptions = async (args: readonly string[]) => {
  const given = await read('create', ['film', ...args])
  return given.ok ? readRoomOptions(given.value) : given
}

it('[CL30] reads words, values in both forms, switches and repeated options', async () => {
  const args = [
    'night',
    '--json',
    'of',
    '--server=ws://a.example',
    '--player-arg',
    '--vo=null',
    '--player-arg=-v',
  ]
  const given = await read('create', args)
  if (!given.ok) throw new Error(given.problem.sentence)
  const { words, text, isOn, all } = given.value
  expect(words).toEqual(['night', 'of'])
  expect([text('server'), text('player'), text('name'), isOn('json')]).toEqual([
    'ws://a.example',
    'mpv',
    null,
    true,
  ])
  expect(all('player-arg')).toEqual(['--vo=null', '-v'])
})

it('[CL30] takes what follows a lone -- as words', async () => {
  expect(await read('search', ['--', '--json'])).toMatchObject({ ok: true, value: { words: ['--json'] } })
})

it.each([
  ['an unknown option', ['film', '--sever', 'ws://x'], '--sever'],
  ['an unknown short option', ['film', '-x'], '-x'],
  ['a missing value', ['film', '--server'], '--server'],
  ['an empty value', ['film', '--server='], '--server'],
  ['a value for a switch', ['film', '--json=yes'], '--json'],
  ['an option given twice', ['film', '--name', 'a', '--name', 'b'], '--name'],
  ['no item', [], '<item>'],
])('[CL31] refuses %s and names it', async (_what, args, named) => {
  const given = await read('create', args)
  expect(given).toMatchObject({ ok: false, problem: { code: 'usage' } })
  expect(!given.ok && given.problem.sentence).toContain(named)
})

it('[CL31] refuses a word too many', async () => {
  expect(await read('join', ['a-link', 'another', 'a-third'])).toMatchObject({
    ok: false,
    problem: { code: 'usage' },
  })
})

it('[CL32] takes a negative figure', async () => {
  expect(await roomOptions(['--offset-ms', '-120'])).toMatchObject({ ok: true, value: { offsetMs: -120 } })
})

it.each([
  ['a figure that is none', ['--offset-ms', '12x'], '12x'],
  ['a figure beyond all bounds', ['--offset-ms', '9999999'], '9999999'],
  ['an address that is no session server', ['--server', 'http://a.example'], 'http://a.example'],
  ['an address with credentials', ['--server', 'ws://ada:pw@a.example'], 'ws://'],
  ['a player that there is not', ['--player', 'realplayer'], 'realplayer'],
  ['a name that is none', ['--name', '\u0007'], 'name'],
  ['a running player and a path', ['--mpv-socket', '/s', '--player-path', '/m'], '--mpv-socket'],
])('[CL32] refuses %s with a next step', async (_what, args, named) => {
  const options = await roomOptions(args)
  expect(options).toMatchObject({ ok: false, problem: { code: 'usage' } })
  expect(!options.ok && options.problem.sentence).toContain(named)
  expect(!options.ok && options.problem.nextStep).toMatch(/\.$/)
})
