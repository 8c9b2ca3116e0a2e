import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { pieces, isPieceName, type PieceName } from './pieces.ts'

const figureSchema = z.object({
  what: z.string(),
  measured: z.string(),
  claimed: z.string().nullable(),
  holds: z.boolean().nullable(),
})

const measuredPieceSchema = z.object({
  command: z.string(),
  date: z.string(),
  /** What figures depend on. */
  cores: z.number(),
  node: z.string(),
  loadBefore: z.number(),
  /** What else has to be known to judge the figures; written in by whoever measured. */
  note: z.string().optional(),
  figures: z.array(figureSchema),
})

const resultsSchema = z.record(z.string(), measuredPieceSchema)

export type MeasuredPiece = z.infer<typeof measuredPieceSchema>

/** Puts what a piece gave into `out`.json, beside what others gave before, and shows all of it in `out`.md. */
export function keepResults(out: string, name: PieceName, measured: MeasuredPiece): void {
  const file = `${out}.json`
  const before = existsSync(file) ? resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  const all = { ...before, [name]: measured }
  const inOrder = Object.fromEntries(
    Object.keys(pieces).flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])),
  )
  writeFileSync(file, `${JSON.stringify(inOrder, null, 2)}\n`)
  writeFileSync(`${out}.md`, page(inOrder))
}

function page(all: Readonly<Record<string, MeasuredPiece>>): string {
  const parts = Object.entries(all).flatMap(([name, piece]) =>
    isPieceName(name) ? [section(name, piece)] : [],
  )
  return `# The session server\n\n${summary(all)}\n${parts.join('\n')}`
}

/** Every claim with whether it was reached, and what nobody has measured yet. */
function summary(all: Readonly<Record<string, MeasuredPiece>>): string {
  const rows = Object.entries(all).flatMap(([name, { figures, date }]) =>
    figures
      .filter(({ holds }) => holds !== null)
      .map(
        ({ what, measured, claimed, holds }) =>
          `| ${name} | ${what} | ${claimed ?? ''} | ${measured} | ${holds === true ? 'yes' : '**no**'} | ${date} |`,
      ),
  )
  const missing = Object.keys(pieces).filter((name) => all[name] === undefined)
  return [
    '## Claims, and whether they are reached\n',
    'Each by `npm run bench:server -- <piece>`; the whole runs are below.\n',
    '| piece | what | claimed | measured | reached | on |\n| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    missing.length === 0 ? '' : `No run is recorded of: ${missing.join(', ')}.\n`,
  ].join('\n')
}

/** One piece as a section of Markdown. */
export function section(
  name: PieceName,
  { command, date, cores, node, loadBefore, note, figures }: MeasuredPiece,
): string {
  const rows = figures.map(({ what, measured, claimed, holds }) => {
    const verdict = holds === null ? '' : holds ? 'yes' : '**no**'
    return `| ${what} | ${measured} | ${claimed ?? ''} | ${verdict} |`
  })
  return [
    `## ${name}: ${pieces[name].about}\n`,
    `\`${command}\`, ${date}, Node ${node}, ${cores} cores shared with the load generator, load of the machine before: ${loadBefore.toFixed(1)}.${note === undefined ? '' : ` ${note}`}\n`,
    '| what | measured | claimed | reached |\n| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
