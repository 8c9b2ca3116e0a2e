import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberProcess } from '../../demo/run/memberProcess.ts'
import { shownFramesApart } from '../../demo/run/shownFramesApart.ts'
import { allMoved, changesSince, lately, startPlaying, valueOf, type PlayingParty } from './demo/onStage.ts'

/** Figures are the bench's business; here it is only shown that nobody is out of step, on however busy a machine. */
const OUT_OF_STEP_MS = 50
/** Of the demo's films. */
const FRAME_MS = 1000 / 24
const LONG = { timeout: 20_000, interval: 100 }

let playing: PlayingParty

const worst = (forMs: number) => Math.max(...lately(playing.party, forMs).map(({ apartMs }) => apartMs))
const isInStep = () => allMoved(playing.party, 1000) && worst(1000) < OUT_OF_STEP_MS

/** None moves, and all show one and the same frame; a VLC, and nobody else, may show its neighbour. */
async function standOnOneFrame(players: readonly string[]): Promise<boolean> {
  const isPaused = playing.party.seats.every(({ member }) => member.state().follow.mode === 'holding')
  const apart = await shownFramesApart(playing.party)
  if (!isPaused || apart === null) return false
  return apart.exactMs === 0 && apart.leastMs <= (players.includes('vlc') ? FRAME_MS : 0)
}

function memberNamed(name: string): MemberProcess {
  const seat = playing.party.seats.find(({ member }) => member.name === name)
  if (seat === undefined) throw new Error(`There is no ${name}.`)
  return seat.member
}

function playerPid(member: MemberProcess): number {
  const { player } = member.state()
  if (player.kind !== 'ready' || player.pid === null) throw new Error(`${member.name} has no player.`)
  return player.pid
}

describe.each([[['mpv', 'mpv']], [['mpv', 'vlc', 'mpv']]] as const)('a room of %j', (players) => {
  beforeEach(async () => {
    playing = await startPlaying(players)
  })
  afterEach(async () => {
    await playing.ending.end()
  })

  it('[DM90] plays in step, pauses on one frame, goes on in step', async () => {
    await expect.poll(isInStep, LONG).toBe(true)
    valueOf(await playing.party.command({ kind: 'act', action: { kind: 'pause', positionMs: null } }))
    await expect.poll(() => standOnOneFrame(players), LONG).toBe(true)
    valueOf(await playing.party.command({ kind: 'act', action: { kind: 'play' } }))
    await expect.poll(isInStep, LONG).toBe(true)
  })

  it('[DM91] jumps together', async () => {
    const positionMs = 240_000
    valueOf(await playing.party.command({ kind: 'act', action: { kind: 'seek', positionMs } }))
    const isThere = () =>
      playing.party.traces().every((trace) => (trace.at(-1)?.positionMs ?? 0) >= positionMs)
    await expect.poll(isThere, LONG).toBe(true)
    await expect.poll(isInStep, LONG).toBe(true)
  })

  it('[DM92] follows a viewer who pauses and goes on in the player itself', async () => {
    const hand = playing.party.seats.at(-1)?.probe()
    await hand?.setPaused(true)
    await expect.poll(() => standOnOneFrame(players), LONG).toBe(true)
    expect(playing.party.room()?.timeline.playing).toBe(false)
    await hand?.setPaused(false)
    await expect.poll(isInStep, LONG).toBe(true)
  })
})

describe('a room of two real players', () => {
  beforeEach(async () => {
    playing = await startPlaying(['mpv', 'mpv'])
  })
  afterEach(async () => {
    await playing.ending.end()
  })

  it('[DM93] goes on when a player is killed, and has it back in place after a restart', async () => {
    const { party } = playing
    const grace = memberNamed('Grace')
    const killedAtMs = party.clock.nowMs()
    process.kill(playerPid(grace), 'SIGKILL')
    await expect.poll(() => grace.state().player, LONG).toMatchObject({ kind: 'gone', how: 'crashed' })
    await new Promise((resolve) => setTimeout(resolve, 2000))
    expect(changesSince(party, 'Ada', killedAtMs).filter(({ kind }) => kind === 'paused')).toEqual([])
    valueOf(await grace.command({ kind: 'restart-player' }))
    await expect.poll(isInStep, LONG).toBe(true)
    expect(party.room()?.timeline.playing).toBe(true)
  })

  it('[DM94] lets somebody join late without anybody noticing', async () => {
    const { party } = playing
    await expect.poll(isInStep, LONG).toBe(true)
    const joinedAtMs = party.clock.nowMs()
    valueOf(await party.join())
    await expect.poll(() => party.traces().length === 3 && isInStep(), LONG).toBe(true)
    for (const name of ['Ada', 'Grace']) {
      expect(changesSince(party, name, joinedAtMs).filter(({ kind }) => kind !== 'speed')).toEqual([])
    }
  })

  it('[DM95] plays on without a session server, and obeys the next one', async () => {
    const { party, stage } = playing
    await expect.poll(isInStep, LONG).toBe(true)
    const crashedAtMs = party.clock.nowMs()
    await stage.server().crash()
    await expect
      .poll(() => party.seats.map(({ member }) => member.state().session.kind), LONG)
      .toEqual(['interrupted', 'interrupted'])
    await expect.poll(isInStep, LONG).toBe(true)
    valueOf(await stage.restartServer())
    await expect
      .poll(() => party.seats.map(({ member }) => member.state().session.kind), LONG)
      .toEqual(['online', 'online'])
    await expect.poll(isInStep, LONG).toBe(true)
    expect(changesSince(party, 'Ada', crashedAtMs).filter(({ kind }) => kind === 'paused')).toEqual([])
    valueOf(await party.command({ kind: 'act', action: { kind: 'pause', positionMs: null } }))
    await expect.poll(() => standOnOneFrame(['mpv', 'mpv']), LONG).toBe(true)
  })
})
