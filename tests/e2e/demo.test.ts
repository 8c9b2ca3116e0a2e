import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { DemoReport } from '../../demo/run/report.ts'
import { defaultSteeringLimits } from '../../sync/steeringLimits.ts'
import { descendants, reportIn, runDemo, running, type DemoRun } from './demo/demoRun.ts'

/** Figures are the bench's business; here it is only shown that the players come into step, on however busy a machine. */
const IN_STEP_MS = 50
/** Further off a player jumps, and nearer it takes its time: up to 11 s for one that a busy machine lets begin late. */
const { seekThresholdMs: FAR_OFF_MS } = defaultSteeringLimits

let run: DemoRun | null = null

afterEach(async () => {
  run?.kill('SIGTERM')
  await run?.ended
  run = null
})

/** A demo that plays, with all processes that belong to it. */
async function playingDemo(args: readonly string[]) {
  const demo = runDemo(args)
  run = demo
  await expect.poll(() => demo.lines().length, { timeout: 60_000 }).toBeGreaterThan(0)
  return { demo, processes: descendants(demo.pid), report: reportIn(demo.lines()[0]) }
}

/** The folder that everything of a run is in, by the path of a player's control socket. */
function homeOf({ members: [first] }: DemoReport): string {
  const home = /^.*lockstep-stage-[^/]+/.exec(first?.ipc ?? '')?.[0]
  if (home === undefined) throw new Error('The report names no control socket.')
  return home
}

/** The whole report, where any of its figures is that of somebody far off or of nobody: that is what one wants to read. */
function farOffIn(report: DemoReport): DemoReport | null {
  const medians = [report.pairwiseMs.p50, ...report.members.map(({ driftMs }) => driftMs.p50)]
  return medians.every((apartMs) => apartMs !== null && apartMs < FAR_OFF_MS) ? null : report
}

/** The exit code, with what was said: that is what one wants to read when it is another one. */
const outcomeOf = async (demo: DemoRun) => ({ code: await demo.ended, said: demo.said() })

describe('the scripted demo', () => {
  it('[DM70] prints exactly one report, exits with 0 and leaves nothing behind', async () => {
    const demo = runDemo(['--demo', '--seconds', '8', '--json', '--headless'])
    run = demo
    expect(await outcomeOf(demo)).toMatchObject({ code: 0 })
    expect(demo.lines()).toHaveLength(1)
    const report = reportIn(demo.lines()[0])
    expect(report.members.map(({ name }) => name)).toEqual(['Ada', 'Grace'])
    expect(report.seconds).toBe(8)
    expect(report.startSpreadMs).not.toBeNull()
    expect(farOffIn(report)).toBeNull()
    for (const { player, pid, ipc } of report.members) {
      expect(player).toMatch(/MPV/i)
      expect(running([pid ?? 0])).toEqual([])
      expect(existsSync(dirname(ipc ?? '/'))).toBe(false)
    }
  })

  it('[DM71] stays up with --hold, reports every five seconds, and ctrl-c ends everything within 3 s', async () => {
    const { demo, processes, report } = await playingDemo(['--hold', '--json', '--headless'])
    expect(report.members.every(({ pid }) => processes.includes(pid ?? 0))).toBe(true)
    // Two companions, two players, a session server.
    expect(processes.length).toBeGreaterThanOrEqual(5)
    await expect.poll(() => demo.lines().length, { timeout: 15_000 }).toBe(2)
    expect(reportIn(demo.lines()[1]).seconds).toBeGreaterThanOrEqual(9.9)
    const apartMs = () => reportIn(demo.lines().at(-1)).pairwiseMs.p50 ?? Infinity
    await expect.poll(apartMs, { timeout: 40_000 }).toBeLessThan(IN_STEP_MS)
    const askedAtMs = Date.now()
    demo.kill('SIGINT')
    expect(await outcomeOf(demo)).toMatchObject({ code: 0 })
    expect(Date.now() - askedAtMs).toBeLessThan(3000)
    expect(running(processes)).toEqual([])
  })

  it('[DM72] takes a second ctrl-c, and a SIGTERM, for the first one', async () => {
    const { demo, processes } = await playingDemo(['--hold', '--json', '--headless'])
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) demo.kill(signal)
    expect(await outcomeOf(demo)).toMatchObject({ code: 0 })
    expect(running(processes)).toEqual([])
  })

  it('[DM73] leaves no process behind when it is killed itself', async () => {
    const { demo, processes, report } = await playingDemo(['--hold', '--json', '--headless'])
    demo.kill('SIGKILL')
    await expect.poll(() => running(processes), { timeout: 10_000 }).toEqual([])
    await rm(homeOf(report), { recursive: true })
  })

  it('[DM74] ends with a sentence when a companion dies', async () => {
    const { demo, processes, report } = await playingDemo(['--hold', '--json', '--headless'])
    const player = report.members[0]?.pid ?? 0
    const companion = processes.find((pid) => descendants(pid).includes(player)) ?? 0
    process.kill(companion, 'SIGKILL')
    expect(await demo.ended).toBe(1)
    expect(demo.said()).toContain('The companion of Ada ended (signal SIGKILL)')
    expect(running(processes)).toEqual([])
  })

  it('[DM72] ends whatever it has started so far when it is stopped while getting ready', async () => {
    const demo = runDemo(['--seconds', '8', '--json', '--headless'])
    run = demo
    await expect.poll(() => demo.said(), { timeout: 30_000 }).toContain('Ada opens the room')
    const processes = descendants(demo.pid)
    demo.kill('SIGINT')
    expect(await demo.ended).toBe(1)
    expect(demo.said()).toContain('The demo was stopped before its time was over.')
    expect(demo.lines()).toEqual([])
    await expect.poll(() => running(processes)).toEqual([])
  })

  it('[DM75] says what is missing when there is no MPV', async () => {
    const demo = runDemo(['--seconds', '8', '--json', '--headless'], { PATH: dirname(process.execPath) })
    run = demo
    expect(await demo.ended).toBe(1)
    expect(demo.said()).toContain('MPV is not installed')
    expect(demo.lines()).toEqual([])
  })

  it('[DM76] opens windows on a virtual display where there is none, and takes that along', async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
    const demo = runDemo(['--seconds', '5', '--json'], { ...env, DISPLAY: '', WAYLAND_DISPLAY: '' })
    run = demo
    await expect.poll(() => demo.said(), { timeout: 30_000 }).toContain('DISPLAY=:')
    const processes = descendants(demo.pid)
    expect(await outcomeOf(demo)).toMatchObject({ code: 0 })
    expect(farOffIn(reportIn(demo.lines()[0]))).toBeNull()
    expect(running(processes)).toEqual([])
  })
})
