import { expect, it } from 'vitest'
import { z } from 'zod'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA, KEEPER } from '../../demo/library/people.ts'
import { parseJoinLink } from '../../protocol/joinLink.ts'
import { REAL_FILM_ID } from '../demo/support/shelf.ts'
import { expectRefusal, runCli, startCliInTerminal } from './cli/cliProcess.ts'
import { openPlayableLibrary, openSessionServer, quietPlayer, signIn, tokenIn } from './cli/household.ts'
import { startJsonMember } from './cli/jsonMember.ts'

const film = itemIdOf(REAL_FILM_ID)
const madeSchema = z.object({ webLink: z.string(), appLink: z.string(), role: z.string() })

it('[CL86] a link made from another terminal lets somebody into a private room, and only with it', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer({ identity: { jellyfins: [library.url] } })
  const home = await signIn(library, ADA)
  const trusting = ['--server', server.url, '--trust-server']
  const ada = startJsonMember(
    ['create', film, '--visibility', 'private', '--start-ms', '0', ...trusting, ...quietPlayer],
    { home },
  )
  await ada.until('the film', ({ player }) => player.kind === 'ready')
  const link = ada.link() ?? ''
  const keeper = { home: await signIn(library, KEEPER) }
  const uninvited = await runCli(['join', link, '--trust-server', ...quietPlayer], keeper)
  expectRefusal(uninvited, 1, 'invited')
  expectRefusal(await runCli(['invite', link, '--trust-server'], keeper), 1, 'invited')
  const made = await runCli(['invite', link, '--role', 'controller', '--json'], { home })
  const { webLink, role } = madeSchema.parse(JSON.parse(made.stdout))
  expect(role).toBe('controller')
  const invited = startJsonMember(['join', webLink, '--trust-server', ...quietPlayer], keeper)
  await invited.until('the room', ({ room, memberId }) =>
    Boolean(room?.members.some((member) => member.id === memberId && member.role === 'controller')),
  )
  const forPeople = await runCli(['invite', link, '--once', '--lives', '2h'], { home })
  expect(forPeople.code).toBe(0)
  expect(parseJoinLink(forPeople.stdout, null)).toMatchObject({ ok: true, value: { server: server.url } })
  expect(forPeople.stderr).toMatch(/[█▀▄]{20}/)
  expect(forPeople.stderr).toContain('the first who comes with it')
  expect(made.stderr + forPeople.stdout + forPeople.stderr).not.toContain(tokenIn(home))
})

it('[CL85] /invite shows a link with its code, [CL86] which an open server makes for nobody outside the room', async () => {
  const library = await openPlayableLibrary()
  const server = await openSessionServer()
  const home = await signIn(library, ADA)
  const creating = ['create', film, '--server', server.url, '--visibility', 'private', ...quietPlayer]
  const ada = startCliInTerminal(creating, { home })
  await ada.says('space play/pause')
  ada.child.stdin?.write('/invite nonsense\r')
  await ada.says('says nothing about an invitation')
  ada.child.stdin?.write('\u007f'.repeat('nonsense'.length) + 'once 2h\r')
  await ada.says('lets the first who comes with it in as a viewer')
  await ada.says(/[█▀▄]{20}/)
  const drawn = ada.stdout().replace(/\u001B\[[\d;?]*[a-zA-Z]/g, '')
  const [link = ''] = /http:\/\/127\.0\.0\.1:\d+\/join\/[^█▀▄ ]+/.exec(drawn.replace(/[\r\n]/g, '')) ?? []
  expect(link).toContain('#')
  const elsewhere = await runCli(['invite', link.split('#')[0] ?? ''], { home })
  expectRefusal(elsewhere, 1, 'Type /invite in the room')
  const wrong = await runCli(['invite', 'abcd1234', '--lives', 'soon'], { home })
  expectRefusal(wrong, 2, '--lives')
})
