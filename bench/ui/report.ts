import { median, quantile } from '../../sync/statistics.ts'
import { thisMachine } from '../support/machine.ts'
import type { Running } from '../support/runBench.ts'
import { longestFrameMs, type UiFigures } from './measure.ts'
import type { UiBenchOptions } from './options.ts'
import type { Remembering } from './remembering.ts'

export interface UiReport {
  readonly figures: UiFigures
  readonly text: string
}

interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost: number
}

/** The figures with the page that tells them, each beside its claim. */
export function uiReport(running: Running<UiBenchOptions>, figures: UiFigures): UiReport {
  const { options, command, date } = running
  const { cores, system, node, loadBefore } = thisMachine()
  const rows = rowsOf(figures, options)
  const lines = [
    '# Windows',
    '',
    '```',
    command,
    '```',
    '',
    `${date}, Chromium ${figures.browser} without a window and without a graphics card, ${cores} cores, ${system}, Node ${node}; load of the machine at the end ${loadBefore.toFixed(1)}.`,
    '',
    '| what | measured | claim | holds |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ what, value, unit, atMost }) => {
      return `| ${what} | ${value.toFixed(1)} ${unit} | <= ${atMost} ${unit} | ${value <= atMost ? 'yes' : '**no**'} |`
    }),
    '',
    heapText(figures.room.heap),
    '',
    `Longest frames of each run, ms: ${figures.scrolling.map((run) => run.longestFrameMs.toFixed(0)).join(', ')}.`,
    '',
  ]
  return { figures, text: lines.join('\n') }
}

function rowsOf(
  { loading, scrolling, searches, hand, room }: UiFigures,
  { films, seconds }: UiBenchOptions,
): Row[] {
  const middle = (pick: (one: (typeof loading)[number]) => number) => median(loading.map(pick))
  return [
    {
      what: 'scripts and styles until a window can be used, gzip',
      value: middle((one) => one.gzipKb),
      unit: 'kB',
      atMost: 400,
    },
    { what: 'first paint, median', value: middle((one) => one.paintMs), unit: 'ms', atMost: 300 },
    { what: 'usable, median', value: middle((one) => one.usableMs), unit: 'ms', atMost: 800 },
    {
      what: `longest frame while scrolling through ${films} films, median of ${scrolling.length}`,
      value: longestFrameMs(scrolling),
      unit: 'ms',
      atMost: 50,
    },
    {
      what: 'search, from the answer until it is drawn, p95',
      value: quantile(searches, 0.95),
      unit: 'ms',
      atMost: 100,
    },
    {
      what: `room of 20, 4 updates a second, over ${seconds} s, of one core`,
      value: room.corePercent,
      unit: '%',
      atMost: 10,
    },
    {
      what: 'a pause in MPV’s own window until it is on the screen, p95',
      value: quantile(hand.pausesMs, 0.95),
      unit: 'ms',
      atMost: 100,
    },
    {
      what: 'going on there until it is on the screen, p95',
      value: quantile(hand.resumesMs, 0.95),
      unit: 'ms',
      atMost: 100,
    },
    {
      what: 'a change in the app until it is on the screen, p95',
      value: room.visibleP95Ms,
      unit: 'ms',
      atMost: 100,
    },
  ]
}

function heapText({ looks, bytesPerHour, standardError, isFlat }: Remembering): string {
  const kiB = (bytes: number) => (bytes / 1024).toFixed(0)
  const each = looks.map(({ heapBytes }) => (heapBytes / 2 ** 20).toFixed(2)).join(' ')
  const claim = 'not upwards (within two standard errors, or 1 % of the heap)'
  return [
    `Heap of a room's screen after collection, trend of the last two thirds: ${kiB(bytesPerHour)} ± ${kiB(standardError)} KiB an hour. Claimed: ${claim}. Holds: ${isFlat ? 'yes' : '**no**'}.`,
    `At each look, MiB: ${each}.`,
  ].join('\n')
}
