import { parseJoinLink } from '../../../protocol/joinLink.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import type { Library, LibraryItem } from '../../../jellyfin/library.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { ask, isInteractive } from '../askPerson.ts'
import type { CliCommand } from '../cliCommand.ts'
import { givenUp, giveUp, notSignedIn, usageProblem } from '../cliProblems.ts'
import { isPlayable, itemTitle } from '../../films/itemTitle.ts'
import type { Member } from '../member.ts'
import { readRoomOptions, roomDetails, roomOptionTable, serverOption } from '../roomOptions.ts'
import { runRoom } from '../runRoom.ts'
import type { Shell } from '../shell.ts'
import { accountsOf } from '../signedIn.ts'
import { signInAtTerminal } from '../signInAtTerminal.ts'
import { plainWish, roomForItem } from './create.ts'

/** As many results as a person looks through. */
const shownResults = 9

/** The friendly way in: signs in, then searches or joins, asking step by step. */
export const startCommand: CliCommand = {
  name: 'start',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Sign in, search, create or join, step by step; the same without any command.',
  details: roomDetails,
  options: { server: serverOption, ...roomOptionTable },
  examples: [
    { args: '', does: 'asks for what it needs' },
    { args: '--player-path /opt/mpv/bin/mpv', does: 'the same with an MPV of your choice' },
  ],
  run: async (given, shell) => {
    const options = readRoomOptions(given)
    if (!options.ok) return giveUp(shell, options.problem)
    if (!isInteractive(shell)) return giveUp(shell, nobodyThere)
    shell.say('Lockstep: watch together, in step. ("lockstep --help" lists the commands.)')
    const ready = await ensureSignedIn(shell)
    if (!ready.ok) return giveUp(shell, ready.problem)
    return await runRoom({ shell, options: options.value, entry: (member) => chooseRoom(shell, member) })
  },
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

/** Asks until there is a room to enter. */
async function chooseRoom(shell: Shell, member: Member): Promise<Result<CompanionCommand, Problem>> {
  for (;;) {
    const text = await ask(shell, 'What do you want to watch? (title, or a join link; empty ends) ')
    if (text === null || text === '') return failure(givenUp)
    const chosen = text.includes('://') ? await joinBy(text) : await chooseFilm(shell, member, text)
    if (chosen.ok) return chosen
    shell.explain(chosen.problem)
  }
}

function joinBy(link: string): Promise<Result<CompanionCommand, Problem>> {
  const target = parseJoinLink(link, null)
  return Promise.resolve(target.ok ? success({ kind: 'join-room', ...target.value, password: null }) : target)
}

async function chooseFilm(
  shell: Shell,
  member: Member,
  text: string,
): Promise<Result<CompanionCommand, Problem>> {
  const item = await pick(shell, member.library, text)
  return item.ok ? await roomForItem(member, item.value, plainWish) : item
}

async function pick(shell: Shell, library: Library, text: string): Promise<Result<LibraryItem, Problem>> {
  const found = await library.search(text, { start: 0, limit: shownResults })
  if (!found.ok) return found
  const items = found.value.items.filter(isPlayable)
  if (items.length === 0) return failure(nothingFound(text))
  items.forEach((item, index) => shell.say(`  ${index + 1}  ${itemTitle(item)}`))
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
