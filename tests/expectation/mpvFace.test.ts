import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { attachMpv } from '../../adapters/mpv/attachMpv.ts'
import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'
import type { FaceRequest, PlayerAdapter } from '../../adapters/player.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { beginLine, pressKey, readFace, typeInto } from '../support/mpvFace.ts'
import { connectTo, runMpv, sleep } from '../support/realMpv.ts'

const clock = createSystemClock()
const script = fileURLToPath(new URL('../../adapters/mpv/face/lockstep.lua', import.meta.url))

let undo: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.toReversed()) await step()
  undo = []
})

interface Scene {
  readonly viewer: IpcClient
  readonly player: PlayerAdapter
  readonly requests: FaceRequest[]
  press(...keys: readonly string[]): Promise<void>
  attach(): Promise<PlayerAdapter>
}

/** An MPV of the viewer's with Lockstep in it, whose face is there. */
async function attached(args: readonly string[] = []): Promise<Scene> {
  const mpv = await runMpv(args)
  undo.push(mpv.close)
  const requests: FaceRequest[] = []
  const attach = async () => {
    const result = await attachMpv({ clock, control: mpv.control })
    if (!result.ok) throw new Error(result.problem.sentence)
    undo.push(() => result.value.close())
    result.value.face?.onRequest((request) => requests.push(request))
    result.value.face?.showLines([{ kind: 'event', text: 'ready' }])
    return result.value
  }
  const player = await attach()
  const viewer = await connectTo(mpv.control, clock)
  undo.push(() => viewer.close())
  await until(async () => (await readFace(viewer)).includes('ready'))
  // MPV takes a script's keys over when the script is idle for the first time, which may be after its first words.
  await until(async () => (await bindingsOf(viewer)).includes('lockstep'))
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await pressKey(viewer, key)
  }
  return { viewer, player, requests, press, attach }
}

const bindingsOf = async (viewer: IpcClient): Promise<string> =>
  JSON.stringify(await viewer.request(['get_property', 'input-bindings']))

async function until(what: () => Promise<boolean> | boolean) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await what()) return
    await sleep(20)
  }
  throw new Error(`Never: ${what.toString()}`)
}

/** The commands that are bound to a key now, those that win first. */
async function boundTo(viewer: IpcClient, key: string): Promise<readonly string[]> {
  const reply = await viewer.request(['get_property', 'input-bindings'])
  const bindings = (reply.ok ? reply.value.data : []) as { key: string; cmd: string; priority: number }[]
  return bindings
    .filter((binding) => binding.key === key && binding.priority >= 0)
    .toSorted((one, other) => other.priority - one.priority)
    .map(({ cmd }) => cmd)
}

describe('the face in MPV', () => {
  it('[PL61] edits a line as people expect, and gives it up with escape', async () => {
    const { viewer, requests, press } = await attached()
    await beginLine(viewer)
    await typeInto(viewer, 'one twoX')
    await press('BS', 'HOME', 'DEL', 'O', 'RIGHT', 'LEFT', 'END')
    await typeInto(viewer, ' three')
    await press('Ctrl+w', '🎬', 'Ctrl+ENTER')
    expect(await readFace(viewer)).toContain('Say: One two 🎬')
    await press('ENTER')
    await until(() => requests.length === 1)
    expect(requests).toEqual([{ kind: 'typed', text: 'One two 🎬' }])
    await beginLine(viewer)
    await typeInto(viewer, 'never mind')
    await press('ESC')
    expect(await readFace(viewer)).not.toContain('Say:')
    expect(requests).toHaveLength(1)
  })

  it('[PL61] takes no more than a line of the chat may hold', async () => {
    const { viewer, requests, press } = await attached()
    await beginLine(viewer)
    for (let i = 0; i < 252; i += 1) await press('🎬')
    await press('ENTER')
    await until(() => requests.length === 1)
    expect(requests).toEqual([{ kind: 'typed', text: '🎬'.repeat(250) }])
  })

  it('[PL62] takes keys only while a line is typed, and none once Lockstep has let go', async () => {
    const { viewer, player, press } = await attached()
    const before = await boundTo(viewer, 'a')
    expect(await boundTo(viewer, 'ENTER')).toContain('script-binding lockstep/lockstep-chat')
    await beginLine(viewer)
    expect((await boundTo(viewer, 'ENTER'))[0]).toBe('script-binding lockstep/lockstep-type-ENTER')
    expect((await boundTo(viewer, 'ANY_UNICODE'))[0]).toBe('script-binding lockstep/lockstep-type')
    await press('ESC')
    expect(await boundTo(viewer, 'a')).toEqual(before)
    expect(await boundTo(viewer, 'ANY_UNICODE')).toEqual([])
    await beginLine(viewer)
    await player.close()
    await sleep(100)
    expect((await boundTo(viewer, 'ENTER')).filter((command) => command.includes('lockstep'))).toEqual([])
    expect(await readFace(viewer)).toBe('')
  })

  it("[PL62] leaves the viewer's own key alone, and takes another one where it is told to", async () => {
    const own = ['--script-opts=lockstep-chat_key=y,lockstep-resync_key=']
    const { viewer, requests, press } = await attached(own)
    await press('Ctrl+r')
    await beginLine(viewer, 'y')
    await typeInto(viewer, 'yes')
    await press('ENTER')
    await until(() => requests.length === 1)
    expect(requests).toEqual([{ kind: 'typed', text: 'yes' }])
  })

  it('[PL63] asks for figures when they are wanted, and shows them until they are not', async () => {
    const { viewer, player, requests, press } = await attached()
    player.face?.showFigures('drift +0.4 ms')
    await press('Ctrl+d')
    await until(async () => (await readFace(viewer)).startsWith('drift +0.4 ms'))
    await press('Ctrl+d')
    expect(await readFace(viewer)).not.toContain('drift')
    expect(requests).toEqual([
      { kind: 'figures', wanted: true },
      { kind: 'figures', wanted: false },
    ])
  })

  it('[PL85] asks for what concerns its viewer alone, by its keys and by the keys of theirs', async () => {
    const { viewer, requests, press } = await attached()
    await press('Ctrl+b', 'Ctrl+n', 'Ctrl+y', 'Ctrl+.', 'Ctrl+,')
    await viewer.request(['script-message', 'lockstep-do', 'replay'])
    await viewer.request(['script-message', 'lockstep-do', 'nonsense'])
    await until(() => requests.length === 6)
    expect(requests).toEqual([
      { kind: 'asked', what: 'replay' },
      { kind: 'asked', what: 'back' },
      { kind: 'asked', what: 'ready' },
      { kind: 'offset', byMs: 10 },
      { kind: 'offset', byMs: -10 },
      { kind: 'asked', what: 'replay' },
    ])
  })

  it('[PL86] shows what holds for the viewer until it is another', async () => {
    const { viewer, player } = await attached(['--script-opts=lockstep-event_seconds=1'])
    player.face?.showNote('7 s behind the room, catching up')
    await sleep(1500)
    await until(async () => (await readFace(viewer)) === '7 s behind the room, catching up')
    player.face?.showNote(null)
    await until(async () => (await readFace(viewer)) === '')
    expect(await readFace(viewer)).toBe('')
  })

  it('[PL88] shows a sentence above all else, for its time', async () => {
    const { viewer, player } = await attached()
    expect(await player.showMessage('You may {not}\n"do" this.', 600)).toMatchObject({ ok: true })
    const lines = async () => (await readFace(viewer)).split('\n')
    await expect.poll(lines).toEqual(['You may {not} "do" this.', 'ready'])
    await expect.poll(lines, { timeout: 3000 }).toEqual(['ready'])
  })

  it('[PL64] uses a script that the viewer installed, once, and again after letting go', async () => {
    const { viewer, player, requests, press, attach } = await attached([`--script=${script}`])
    await press('Ctrl+r')
    await until(() => requests.length === 1)
    await sleep(300)
    expect(await bindingsOf(viewer)).not.toContain('lockstep2')
    await player.close()
    await attach()
    await until(async () => (await readFace(viewer)).includes('ready'))
    await press('Ctrl+r')
    await until(() => requests.length === 2)
  })

  it('[PL64] forgets lines after their time', async () => {
    const { viewer, player } = await attached([
      '--script-opts=lockstep-event_seconds=1,lockstep-chat_seconds=1',
    ])
    for (let i = 1; i <= 12; i += 1)
      player.face?.showLines([{ kind: 'chat', name: 'Ada', text: `line ${i}` }])
    await until(async () => (await readFace(viewer)).includes('line 12'))
    expect(await readFace(viewer)).not.toContain('line 4\n')
    await sleep(1200)
    expect(await readFace(viewer)).toBe('')
  })
})
