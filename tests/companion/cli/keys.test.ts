import { expect, it } from 'vitest'
import { typeSecret } from '../../../companion/cli/askPerson.ts'
import { decodeKeys } from '../../../companion/cli/keys/decodeKeys.ts'
import { actOf } from '../../../companion/cli/keys/keyTable.ts'
import { typeOn, type Typing } from '../../../companion/cli/keys/typing.ts'

it.each([
  [' ', ['space']],
  ['\u001B[D\u001B[C\u001B[A\u001B[B', ['left', 'right', 'up', 'down']],
  ['\u001BOD\u001BOC', ['left', 'right']],
  ['\u001B[1;2D\u001B[1;2C', ['shift-left', 'shift-right']],
  ['rR?q', ['r', 'r', '?', 'q']],
  ['\u0003', ['ctrl-c']],
  ['+-=_', ['+', '-', '+', '-']],
  ['ä', ['ä']],
  // Page down, F5, a mouse report, a lone escape: nothing, nothing, nothing, and its name.
  ['\u001B[6~', []],
  ['\u001B[15~', []],
  ['\u001B[<0;12;3M', []],
  ['\u001B', ['escape']],
])('[CL25] takes %j for the keys %j', (typed, keys) => {
  expect(decodeKeys(typed).map(({ key }) => key)).toEqual(keys)
})

it.each([
  ['space', { kind: 'toggle' }],
  ['left', { kind: 'skip', byMs: -10_000 }],
  ['right', { kind: 'skip', byMs: 10_000 }],
  ['up', { kind: 'skip', byMs: 60_000 }],
  ['down', { kind: 'skip', byMs: -60_000 }],
  ['shift-left', { kind: 'skip', byMs: -60_000 }],
  ['shift-right', { kind: 'skip', byMs: 60_000 }],
  ['n', { kind: 'act', action: { kind: 'next' } }],
  ['r', { kind: 'act', action: { kind: 'resync' } }],
  ['p', { kind: 'restart-player' }],
  ['w', { kind: 'replay', byMs: null }],
  ['b', { kind: 'end-replay' }],
  ['0', { kind: 'set-offset', offsetMs: 0 }],
])('[CL25] asks the companion when %s is pressed', (key, command) => {
  expect(actOf(key)).toEqual({ kind: 'command', command })
})

it('[CL25] leaves with q and ctrl-c, and ignores keys that mean nothing', () => {
  expect([actOf('q'), actOf('ctrl-c')]).toEqual([{ kind: 'quit' }, { kind: 'quit' }])
  expect([actOf('x'), actOf('escape'), actOf('toString')]).toEqual([null, null, null])
})

const typeAll = (typed: string): Typing =>
  decodeKeys(typed).reduce<Typing>(
    (typing, stroke) => (typing.kind === 'typing' ? typeOn(typing.text, stroke) : typing),
    { kind: 'typing', text: '' },
  )

it.each([
  ['hello Ada!\r', { kind: 'said', text: 'hello Ada!' }],
  ['q? R\u001B[D+=_\r', { kind: 'said', text: 'q? R+=_' }],
  ['pä 🎬x\u007F\u007F\u007F', { kind: 'typing', text: 'pä' }],
  ['  \r', { kind: 'given-up' }],
  ['hello\u001B', { kind: 'given-up' }],
  [`${'x'.repeat(500)}y\r`, { kind: 'said', text: 'x'.repeat(500) }],
])('[CL28] types a line of the chat: %j', (typed, typing) => {
  expect(typeAll(typed)).toEqual(typing)
})

it('[CL28] begins a line with t and with enter', () => {
  const begun = { kind: 'type', begin: '' }
  expect([actOf('t'), actOf('enter')]).toEqual([begun, begun])
})

it.each([
  ['abc\r', 'abc', 'entered'],
  ['pä ss😀\nrest', 'pä ss😀', 'entered'],
  ['ab\u007Fc\u0008d\r', 'ad', 'entered'],
  ['😀\u007F\r', '', 'entered'],
  ['\u001B[Aabc', '', 'typing'],
  ['abc\u0003', '', 'given-up'],
  ['\u0004', '', 'given-up'],
])('[CL16] reads a secret as it is typed: %j', (chunk, typed, outcome) => {
  expect(typeSecret('', chunk)).toEqual({ typed, outcome })
})
