import type { Page } from 'playwright-core'
import type { App } from '../../companion/app/appApi.ts'
import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { mpvProbes } from '../../demo/meter/mpvProbe.ts'
import type { PlayerProbe } from '../../demo/meter/playerProbe.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { PreciseClock } from '../../sync/clock.ts'

/** From a hand on the player's own switch until the window shows it, ms each. */
export interface Hand {
  readonly pausesMs: readonly number[]
  readonly resumesMs: readonly number[]
}

/** Neither seen nor heard, and as everybody's. */
const quietMpv = ['--no-config', '--vo=null', '--ao=null']
const readyWithinMs = 30_000
/** Longer than anything that a switch sets off; and not in step with whatever ticks. */
const restMs = 1130

/** Plays a film in a real MPV, and pauses and resumes it there as its viewer does: by another connection to it. */
export async function measureHand(
  page: Page,
  { app, clock }: { readonly app: App; readonly clock: PreciseClock },
  times: number,
): Promise<Result<Hand, Problem>> {
  const probe = await playAlone(app, clock)
  if (!probe.ok) return probe
  await page.evaluate(() => (window.location.hash = '#/room'))
  await switchShown(page, 'pause')
  const hand: { pausesMs: number[]; resumesMs: number[] } = { pausesMs: [], resumesMs: [] }
  for (let at = 0; at < times; at += 1) {
    for (const paused of [true, false]) {
      await sleep(clock, restMs)
      const shown = switchShown(page, paused ? 'play' : 'pause')
      const doneMs = performance.timeOrigin + performance.now()
      await probe.value.setPaused(paused)
      hand[paused ? 'pausesMs' : 'resumesMs'].push((await shown) - doneMs)
    }
  }
  probe.value.close()
  await app.command({ kind: 'companion', command: { kind: 'leave-room' } })
  return success(hand)
}

async function playAlone(app: App, clock: PreciseClock): Promise<Result<PlayerProbe, Problem>> {
  const [{ title }] = FILM_RECIPES
  const found = await app.query({ kind: 'search', text: title, start: 0, limit: 5 })
  if (!found.ok) return found
  const itemId = found.value.items.find((card) => card.title === title)?.id ?? ''
  const quiet = await app.command({ kind: 'change-settings', change: { playerArgs: quietMpv } })
  if (!quiet.ok) return quiet
  const begun = await app.command({ kind: 'play-alone', itemId, startMs: 0 })
  if (!begun.ok) return begun
  const endsAtMs = clock.nowMs() + readyWithinMs
  while (!isPlaying(app.state()) && clock.nowMs() < endsAtMs) await sleep(clock, 50)
  const { player } = app.state().companion
  const control = player.kind === 'ready' ? player.control : null
  const probe = control === null ? null : await mpvProbes(clock)({ name: 'mpv', control })
  return probe === null ? failure(noPlayer) : success(probe)
}

const isPlaying = ({ companion: { player, follow } }: AppState): boolean =>
  player.kind === 'ready' && follow.mode === 'following' && follow.driftMs !== null

/** Resolves with the time of day at which the window offers to do that, drawn, ms. */
const switchShown = (page: Page, offer: 'play' | 'pause'): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = document.querySelector(`[data-transport="${wanted}"]`) !== null
          requestAnimationFrame(isThere ? () => resolve(performance.timeOrigin + performance.now()) : look)
        }
        look()
      }),
    offer,
  )

const noPlayer: Problem = {
  code: 'no-player',
  sentence: 'MPV does not play the sample film.',
  nextStep: 'Try npm start -- --demo first.',
}
