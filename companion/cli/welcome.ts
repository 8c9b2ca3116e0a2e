import type { Library, LibraryItem } from '../../jellyfin/library.ts'
import { parseJoinLink } from '../../protocol/joinLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { CompanionCommand } from '../companionApi.ts'
import { ask, isInteractive } from './askPerson.ts'
import { givenUp, giveUp, notSignedIn, usageProblem } from './cliProblems.ts'
import type { ExitCode } from './exitCodes.ts'
import { isPlayable, itemTitle } from './itemLines.ts'
import type { Member } from './member.ts'
import { defaultPlayer } from './players.ts'
import { defaultServer, type RoomOptions } from './roomOptions.ts'
import { runRoom } from './runRoom.ts'
import type { Shell } from './shell.ts'
import { accountsOf } from './signedIn.ts'
import { signInAtTerminal } from './signInAtTerminal.ts'

const options: RoomOptions = {
  server: null,
  name: null,
  player: { name: defaultPlayer, path: null, extraArgs: [], socket: null },
  offsetMs: 0,
  json: false,
}

/** As many results as a person looks through. */
const shownResults = 9

/** The friendly way in, for whoever typed nothing: sign in, then search or join. */
export async function welcome(shell: Shell): Promise<ExitCode> {
  if (!isInteractive(shell)) return giveUp(shell, nobodyThere)
  shell.say('Lockstep: watch together, in step. ("lockstep --help" lists the commands.)')
  const ready = await ensureSignedIn(shell)
  if (!ready.ok) return giveUp(shell, ready.problem)
  return await runRoom({ shell, options, entry: (member) => chooseRoom(shell, member) })
}

async function ensureSignedIn(shell: Shell): Promise<Result<void, Problem>> {
  const current = await accountsOf(shell).current()
  if (!current.ok) return current
  if (current.value !== null) {
    shell.say(`Signed in as ${current.value.userName} on ${current.value.serverName}.`)
    return success(undefined)
  }
  for (;;) {
    const address = await ask(shell, 'Address of your Jellyfin: ')
    if (address === null || address === '') return failure(notSignedIn)
    const signedIn = await signInAtTerminal(shell, { address, quickConnect: false, userName: null })
    if (signedIn.ok) return success(undefined)
    if (signedIn.problem.code === givenUp.code) return failure(notSignedIn)
    shell.explain(signedIn.problem)
  }
}

/** Asks until there is something to enter. */
async function chooseRoom(shell: Shell, member: Member): Promise<Result<CompanionCommand, Problem>> {
  for (;;) {
    const text = await ask(shell, 'What do you want to watch? (title, or a join link; empty ends) ')
    if (text === null || text === '') return failure(givenUp)
    const chosen = looksLikeLink(text) ? joinBy(text) : await chooseItem(shell, member, text)
    if (chosen.ok) return chosen
    shell.explain(chosen.problem)
  }
}

const looksLikeLink = (text: string) => text.includes('://')

function joinBy(link: string): Result<CompanionCommand, Problem> {
  const target = parseJoinLink(link, defaultServer)
  return target.ok ? success({ kind: 'join-room', ...target.value }) : target
}

async function chooseItem(
  shell: Shell,
  member: Member,
  text: string,
): Promise<Result<CompanionCommand, Problem>> {
  const item = await pick(shell, member.library, text)
  if (!item.ok) return item
  const server = await member.servers.address()
  if (!server.ok) return server
  return success({
    kind: 'create-room',
    server: server.value,
    itemId: item.value.id,
    roomName: null,
    policy: {},
    startMs: null,
  })
}

async function pick(shell: Shell, library: Library, text: string): Promise<Result<LibraryItem, Problem>> {
  const found = await library.search(text, { start: 0, limit: shownResults })
  if (!found.ok) return found
  const items = found.value.items.filter(isPlayable)
  items.forEach((item, index) => shell.say(`  ${index + 1}  ${itemTitle(item)}`))
  if (items.length === 0) return failure(nothingFound(text))
  const answer = await ask(shell, `Which one? (1-${items.length}, empty searches again) `)
  const item = items[Number(answer === '' ? Number.NaN : answer) - 1]
  return item === undefined ? failure(noneChosen) : success(item)
}

const nobodyThere: Problem = usageProblem(
  'There is no terminal here to ask in.',
  'Give a command; "lockstep --help" lists all of them.',
)

const nothingFound = (text: string): Problem => ({
  code: 'item-not-found',
  sentence: `Nothing matches "${text}".`,
  nextStep: 'Try another word of the title.',
})

const noneChosen: Problem = {
  code: 'none-chosen',
  sentence: 'Nothing was chosen.',
  nextStep: 'Search again, or leave the line empty to end.',
}
