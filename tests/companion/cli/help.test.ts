import { expect, it } from 'vitest'
import { commandList } from '../../../companion/cli/commandList.ts'
import { readGiven } from '../../../companion/cli/given.ts'
import { renderCommandHelp, renderOverview } from '../../../companion/cli/help.ts'
import { wrapWords } from '../../../companion/cli/wrapWords.ts'

const names = Object.keys(commandList)
const commands = await Promise.all(Object.values(commandList).map((load) => load()))

it('[CL33] lists every command and every exit code', () => {
  const text = renderOverview(commands, 100)
  for (const name of names) expect(text).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  for (const code of [0, 1, 2, 3]) expect(text).toMatch(new RegExp(`^  ${code}  \\w`, 'm'))
})

it.each(commands)(
  '[CL33] explains $name: every option with its default, an example, the exit codes',
  (command) => {
    const text = renderCommandHelp(command, 100)
    for (const [name, { fallback }] of Object.entries(command.options)) {
      expect(text).toContain(`--${name}`)
      if (fallback !== undefined && 'value' in fallback) expect(text).toContain(`[${fallback.value}]`)
    }
    expect(text).toMatch(new RegExp(`^Examples\\n  lockstep ${command.name}`, 'm'))
    expect(text).toContain('Exit codes')
    const prose = text.split('\n').filter((line) => !line.startsWith('  lockstep'))
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(100)
  },
)

it.each(commands)('[CL33] gives only examples of $name that it understands', (command) => {
  for (const { args } of command.examples) {
    const typed = [...args.replace(/ <.*/, '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    const words = typed.map(([, single, double, bare]) => single ?? double ?? bare ?? '')
    expect(readGiven(command, words)).toMatchObject({ ok: true })
  }
})

it('[CL33] breaks lines between words', () => {
  expect(wrapWords('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapWords('unbreakable', 4)).toEqual(['unbreakable'])
  expect(wrapWords('', 4)).toEqual([''])
})
