import { thisMachine } from '../support/machine.ts'
import type { Running } from '../support/runBench.ts'
import type { HandsBenchOptions } from './options.ts'
import type { HandsFigures } from './play.ts'

export interface HandsReport extends HandsFigures {
  readonly text: string
}

/** The figures with the page that tells them. */
export const handsReport = (
  { options, command, date }: Pick<Running<HandsBenchOptions>, 'options' | 'command' | 'date'>,
  figures: HandsFigures,
): HandsReport => ({ ...figures, text: pageOf(options, figures, { command, date }) })

function pageOf(
  { players, seed }: HandsBenchOptions,
  { actions, gestures, complaints, slowestMs }: HandsFigures,
  { command, date }: { readonly command: string; readonly date: string },
): string {
  const { cores, system, node } = thisMachine()
  const machine = `${cores} cores, ${system}, Node ${node}`
  return [
    '# Random hands at real players',
    '',
    '```',
    command,
    '```',
    '',
    `${date}, players ${players.join(', ')}, seed ${seed}, ${machine}.`,
    '',
    `${actions} actions in ${gestures} gestures; the room was where the last one left it, with one request by whoever made it and nothing else, after ${gestures - complaints.length} of ${gestures}. All was quiet again after ${Math.round(slowestMs)} ms at the latest, of which 1200 ms are the quiet itself.`,
    '',
    ...complaints.map((complaint) => `- ${complaint}`),
    '',
  ].join('\n')
}
