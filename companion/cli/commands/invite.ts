import {
  linkWishSchema,
  longestLinkMs,
  type LinkWish,
  type MadeLink,
} from '../../../protocol/invitationLink.ts'
import { parseJoinLink } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { wallNowMs } from '../../../platform/wallClock.ts'
import { inviteFromOutside } from '../../session/inviteFromOutside.ts'
import { readDuration } from '../../words/durations.ts'
import { linkSentence } from '../../words/linkInWords.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp, usageProblem } from '../cliProblems.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Given } from '../given.ts'
import { passportsOf } from '../passports.ts'
import { defaultServer } from '../roomOptions.ts'
import type { Shell } from '../shell.ts'
import { currentCredentials } from '../signedIn.ts'
import { qrLines } from '../view/linkPage.ts'

/** Makes a signed link to a room that one is in with another Lockstep. */
export const inviteCommand: CliCommand = {
  name: 'invite',
  words: '<room>',
  wordCount: { least: 1, most: 1 },
  summary: 'Make a link that lets its bearer into a room of yours, and a code to photograph.',
  details: [
    'The room is meant by its code or by its link. You are in it, or its host, with the same Jellyfin account that you are signed in with here. Where a session server knows people by their names only, it cannot know that: type /invite in the room instead.',
    'The link is printed on stdout, all the rest on stderr.',
  ],
  options: {
    server: {
      value: 'address',
      about: 'Session server, when all you have is the code of the room.',
      fallback: { shown: `that of the link, else ${defaultServer}` },
    },
    role: {
      value: 'viewer|controller',
      about: 'As what the link lets people in.',
      fallback: { value: 'viewer' },
    },
    once: { value: null, about: 'For one person only: whoever comes with it first.' },
    lives: { value: 'time', about: 'How long it holds, such as 2h or 7d.', fallback: { value: '1d' } },
    'trust-server': {
      value: null,
      about: 'Let the session server check your Jellyfin sign-in, now and later; else you are asked once.',
    },
    json: { value: null, about: 'For scripts: one line of JSON on stdout, and no code.' },
  },
  examples: [
    { args: 'k3j9aq7xtn', does: 'makes a link that holds for a day' },
    { args: "'lockstep://join/...' --once --lives 2h", does: 'for one person, for two hours' },
    { args: 'k3j9aq7xtn --role controller --server wss://lockstep.example', does: 'for somebody who helps' },
  ],
  run: async (given, shell) => {
    const wish = readWish(given)
    if (!wish.ok) return giveUp(shell, wish.problem)
    const link = await makeLink(given, shell, wish.value)
    if (!link.ok) return giveUp(shell, link.problem)
    if (given.isOn('json')) shell.print(JSON.stringify(link.value))
    else tell(shell, link.value)
    return exitCodes.ok
  },
}

function readWish(given: Given): Result<LinkWish, Problem> {
  const livesMs = readDuration(given.text('lives') ?? '')
  const wish = linkWishSchema.safeParse({ role: given.text('role'), once: given.isOn('once'), livesMs })
  return wish.success ? success(wish.data) : failure(notAWish)
}

async function makeLink(given: Given, shell: Shell, wish: LinkWish): Promise<Result<MadeLink, Problem>> {
  const server = given.text('server') ?? shell.env['LOCKSTEP_SERVER'] ?? defaultServer
  const room = parseJoinLink(given.words[0] ?? '', server)
  if (!room.ok) return room
  const credentials = await currentCredentials(shell)
  if (!credentials.ok) return credentials
  const clock = createSystemClock()
  const trustServer = given.isOn('trust-server')
  const passport = passportsOf({ shell, clock, credentials: credentials.value, trustServer })(
    room.value.server,
  )
  return inviteFromOutside({ ...room.value, passport, wish, clock, wallMs: wallNowMs })
}

function tell(shell: Shell, link: MadeLink): void {
  for (const line of qrLines(link.webLink)) shell.say(line)
  shell.say(linkSentence(link))
  shell.print(link.webLink)
}

const notAWish = usageProblem(
  'This cannot be an invitation.',
  `--role is viewer or controller, and --lives a time such as 2h or 7d, at most ${longestLinkMs / 86_400_000}d.`,
)
