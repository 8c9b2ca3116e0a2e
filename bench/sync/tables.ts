import { figure, rowsOf, type Row } from './claims.ts'
import type { BenchReport } from './report.ts'

/** The results for people, with the command that made them; `write` decides how a table looks. */
function resultLines(
  report: BenchReport,
  write: (rows: readonly (readonly string[])[]) => readonly string[],
) {
  const { machine, phases, members, date } = report
  return [
    `${date}, ${members.length} members from the start, ${machine.player ?? 'no player'}, ${machine.cores} cores (load before: ${figure(machine.loadBefore)}), ${machine.system}, Node ${machine.node}.`,
    `Session line: ${lineWords(report)}.`,
    '',
    ...write([['what', 'measured', 'claim', 'holds'], ...rowsOf(report).map(cells)]),
    '',
    ...write(memberRows(report)),
    '',
    `The meter took ${figure(phases.steady.meterCpuPercent)} % of a core, at ${phases.steady.samples} comparisons in ${figure(phases.steady.seconds)} s.`,
  ]
}

export const reportMarkdown = (report: BenchReport): string =>
  [
    '# Sync, measured from outside',
    '',
    '```',
    report.command,
    '```',
    '',
    ...resultLines(report, markdownTable),
    '',
  ].join('\n')

export const reportText = (report: BenchReport): string =>
  `${[report.command, '', ...resultLines(report, textTable)].join('\n')}\n`

const lineWords = ({ line }: BenchReport): string =>
  line === null
    ? 'loopback, nothing added'
    : `${line.delayMs} ± ${line.jitterMs} ms each way, ${line.stallPercent} % of chunks held for ${line.stallMs} ms (seed ${line.seed})`

const cells = ({ what, measured, claim, holds }: Row): readonly string[] => [
  what,
  measured,
  claim,
  holds === null ? '' : holds ? 'yes' : 'NO',
]

const memberRows = ({ members, phases }: BenchReport): readonly (readonly string[])[] => [
  [
    'member',
    'drift p50 / p95 / max by its own account',
    'RTT',
    'clock bound',
    'speed changes',
    'largest',
    'CPU of its companion',
  ],
  ...phases.steady.players.map((player) => {
    const member = members.find(({ name }) => name === player.name)
    const { p50 = null, p95 = null, max = null } = member?.driftMs ?? {}
    return [
      player.name,
      `${[p50, p95, max].map(figure).join(' / ')} ms`,
      `${figure(member?.rttMs ?? null)} ms`,
      `±${figure(member?.offsetBoundMs ?? null)} ms`,
      String(player.speedChanges),
      `${figure(player.largestSpeedPercent)} %`,
      `${figure(player.companionCpuPercent)} %`,
    ]
  }),
]

const markdownTable = ([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)

/** Columns as wide as their widest cell. */
function textTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
