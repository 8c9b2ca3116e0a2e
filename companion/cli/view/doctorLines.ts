import type { DoctorLine, DoctorReport, Verdict } from '../../../protocol/bridge/doctor.ts'
import { lineText, piece, type Tone } from './paintedLine.ts'

const words: Readonly<Record<Verdict, readonly [word: string, tone: Tone]>> = {
  green: ['green', 'good'],
  amber: ['amber', 'fair'],
  red: ['red', 'bad'],
  unknown: ['-', 'faint'],
}

/** A finding as it is printed: the verdict, what was found, and below it the one thing to do. */
export function doctorLines(
  { verdict, about, sentence, fix }: DoctorLine,
  colours: boolean,
): readonly string[] {
  const [word, tone] = words[verdict]
  const head = [piece(word.padEnd(7), tone), piece(`${about}: `, 'strong'), piece(sentence)]
  const below = fix === null ? [] : [[piece(`       -> ${fix}`, 'faint')]]
  return [head, ...below].map((line) => lineText(line, Infinity, colours))
}

/** The whole report as a text to hand on. */
export function reportText({ app, system, lines }: DoctorReport): string {
  const figures = lines.map(({ about, figures }) => `  ${about} ${JSON.stringify(figures)}`)
  const found = lines.flatMap((line) => doctorLines(line, false))
  return `${[`${app} on ${system}`, '', ...found, '', 'Figures', ...figures].join('\n')}\n`
}
