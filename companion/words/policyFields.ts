import type { PolicyChange, RoomPolicy } from '../../protocol/policy.ts'
import { delayInWords } from './figuresInWords.ts'
import { readDuration } from './durations.ts'

/** One rule of a room as people say and read it, in a line of the chat as in an option of the command line. */
export interface PolicyField {
  readonly name: string
  /** What may be said, such as `host|everyone`. */
  readonly values: string
  readonly about: string
  /** Null when it is not one of the values. */
  read(text: string): PolicyChange | null
  show(policy: RoomPolicy): string
}

type KeyOf<Value> = {
  [Key in keyof RoomPolicy]: RoomPolicy[Key] extends Value ? Key : never
}[keyof RoomPolicy]

const choices = <Key extends KeyOf<string>>(key: Key, values: readonly RoomPolicy[Key][]) => ({
  values: values.join('|'),
  read: (text: string): PolicyChange | null => {
    const value = values.find((one) => one === text)
    return value === undefined ? null : { [key]: value }
  },
  show: (policy: RoomPolicy): string => policy[key],
})

const yesOrNo = (key: KeyOf<boolean>) => ({
  values: 'yes|no',
  read: (text: string): PolicyChange | null =>
    text === 'yes' || text === 'no' ? { [key]: text === 'yes' } : null,
  show: (policy: RoomPolicy): string => (policy[key] ? 'yes' : 'no'),
})

const quorum = {
  values: 'percent',
  read: (text: string): PolicyChange | null => {
    const percent = /^(\d{1,3})\s*%?$/.exec(text)?.[1]
    return percent === undefined || Number(percent) > 100 ? null : { quorum: Number(percent) / 100 }
  },
  show: ({ quorum: share }: RoomPolicy): string => `${Math.round(share * 100)} %`,
}

const longestCountdownMs = 60_000

const countdown = {
  values: 'seconds',
  read: (text: string): PolicyChange | null => {
    const startCountdownMs = readDuration(/^[\d.]+$/.test(text) ? `${text}s` : text)
    return startCountdownMs === null || startCountdownMs > longestCountdownMs ? null : { startCountdownMs }
  },
  show: ({ startCountdownMs }: RoomPolicy): string =>
    startCountdownMs === 0 ? 'none' : delayInWords(startCountdownMs),
}

/** Every rule that a host may set, in the order in which they are shown. */
export const policyFields: readonly PolicyField[] = [
  {
    name: 'control',
    about: 'Who plays, pauses, seeks and goes on to the next film.',
    ...choices('control', ['host', 'controllers', 'everyone', 'vote']),
  },
  {
    name: 'viewers-may-pause',
    about: 'Where controllers control: whether viewers may play and pause, too.',
    ...yesOrNo('viewersMayPause'),
  },
  {
    name: 'viewers-may-seek',
    about: 'Where controllers control: whether viewers may jump and change the speed, too.',
    ...yesOrNo('viewersMaySeek'),
  },
  { name: 'quorum', about: 'Where everyone votes: the part that has to be exceeded.', ...quorum },
  {
    name: 'queue-editors',
    about: 'Who changes what comes next.',
    ...choices('queueEditors', ['host', 'controllers', 'everyone']),
  },
  {
    name: 'newcomers',
    about: 'What somebody is who comes for the first time.',
    ...choices('newcomers', ['controller', 'viewer']),
  },
  {
    name: 'visibility',
    about: 'Who finds the room: everyone, whoever has the link, invited people.',
    ...choices('visibility', ['public', 'unlisted', 'private']),
  },
  {
    name: 'wait-for',
    about: 'Whom a start, a jump and another film wait for.',
    ...choices('waitFor', ['everyone', 'host', 'nobody']),
  },
  {
    name: 'pause-on-stall',
    about: 'Whether everyone pauses for a member who is short of data.',
    ...yesOrNo('pauseOnStall'),
  },
  { name: 'countdown', about: 'How long a start is announced, in seconds.', ...countdown },
]
