import type { DoctorReport } from '../../../../protocol/bridge/doctor.ts'

/** The report of a check-up as a text that one sends to somebody. */
export function reportText({ app, system, lines }: DoctorReport): string {
  const told = lines.map(({ about, verdict, sentence, fix, figures }) => {
    const measured = Object.entries(figures).map(([name, figure]) => `    ${name}: ${figure ?? '-'}`)
    return [
      `[${verdict}] ${about}: ${sentence}`,
      ...(fix === null ? [] : [`    -> ${fix}`]),
      ...measured,
    ].join('\n')
  })
  return [`${app} on ${system}`, '', ...told, ''].join('\n')
}
