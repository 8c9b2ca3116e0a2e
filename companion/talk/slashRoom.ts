import { policyFields } from '../words/policyFields.ts'
import { readDuration } from '../words/durations.ts'
import type { SlashRow, Understood } from './spoken.ts'
import { govern, spoken, unclear, withoutWords } from './understanding.ts'

function readPolicy(words: string): Understood {
  const [name = '', ...rest] = words.split(/\s+/)
  if (name === '') return spoken({ kind: 'show', what: 'policy' })
  const field = policyFields.find((one) => one.name === name)
  if (field === undefined) {
    const names = policyFields.map((one) => one.name).join(', ')
    return unclear(`There is no rule "${name}".`, `The rules of a room are ${names}.`)
  }
  const policy = field.read(rest.join(' '))
  if (policy === null) {
    return unclear(`That is no value for "${name}".`, `Type "/policy ${name} ${field.values}".`)
  }
  return govern({ kind: 'change-policy', policy })
}

function readExpiry(words: string): Understood {
  if (words === 'never') return govern({ kind: 'set-expiry', expiresInMs: null })
  const expiresInMs = readDuration(words)
  return expiresInMs === null
    ? unclear(`"${words}" is no time.`, 'Type it like 2h30m, 90min or 1d; "never" takes it back.')
    : govern({ kind: 'set-expiry', expiresInMs })
}

function readPassword(words: string): Understood {
  if (words === 'clear') return govern({ kind: 'set-password', password: null })
  return words === ''
    ? spoken({ kind: 'ask-password' })
    : unclear(
        'A password is not typed where others may look on.',
        'Type "/password" alone and it is asked for, or "/password clear".',
      )
}

function readName(words: string): Understood {
  return words === ''
    ? unclear('There is no name.', 'Type "/rename" and the new name of the room.')
    : govern({ kind: 'rename', name: words })
}

/** What can be done about the room itself. */
export const slashRoom: readonly SlashRow[] = [
  {
    name: 'lock',
    words: '',
    does: 'let nobody in any more',
    read: withoutWords('lock', () => govern({ kind: 'lock', locked: true })),
  },
  {
    name: 'unlock',
    words: '',
    does: 'let people in again',
    read: withoutWords('unlock', () => govern({ kind: 'lock', locked: false })),
  },
  {
    name: 'password',
    words: '[clear]',
    does: 'give the room a password, or take it away',
    firstWords: () => ['clear'],
    read: readPassword,
  },
  {
    name: 'policy',
    words: '[RULE VALUE]',
    does: 'the rules of the room, and changing them',
    firstWords: () => policyFields.map(({ name }) => name),
    read: readPolicy,
  },
  { name: 'rename', words: 'NAME', does: 'call the room something else', read: readName },
  {
    name: 'expire',
    words: '2h30m|never',
    does: 'when the room ends by itself',
    firstWords: () => ['never'],
    read: readExpiry,
  },
  {
    name: 'end',
    words: '',
    does: 'end the room for everyone',
    isGrave: true,
    read: withoutWords('end', () => govern({ kind: 'end' })),
  },
]
