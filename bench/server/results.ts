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
  return `# The session server\n\n${parts.join('\n')}`
}

/** One piece as a section of Markdown. */
export function section(
  name: PieceName,
  { command, date, cores, node, loadBefore, figures }: MeasuredPiece,
): string {
  const rows = figures.map(({ what, measured, claimed, holds }) => {
    const verdict = holds === null ? '' : holds ? 'yes' : '**no**'
    return `| ${what} | ${measured} | ${claimed ?? ''} | ${verdict} |`
  })
  return [
    `## ${name}: ${pieces[name].about}\n`,
    `\`${command}\`, ${date}, Node ${node}, ${cores} cores shared with the load generator, load of the machine before: ${loadBefore.toFixed(1)}.\n`,
    '| what | measured | claimed | reached |\n| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
