import { quantile } from '../../sync/statistics.ts'
import { clockErrors } from './clockErrors.ts'
import { filters } from './filters.ts'
import { paths, type Path } from './paths.ts'

/** `node bench/clock/cli.ts [runs] [seed]`: how well ways to keep a session clock do, simulated, as a table. */
const runs = Number(process.argv[2] ?? 100)
const seed = Number(process.argv[3] ?? 1)

console.log('# Keeping the session clock\n')
console.log(
  `\`node bench/clock/cli.ts ${runs} ${seed}\`: ${runs} simulated runs for each cell, seed ${seed}, local`,
)
console.log('clocks 30 ppm fast or slow, exponentially distributed queueing each way. Error p50 / p95, ms.\n')
printRow(['path', 'out + back, queueing', ...filters.map((filter) => filter.name)])
printRow(['---', '---', ...filters.map(() => '---')])
for (const path of paths) {
  const cells = filters.map((filter) => summary(clockErrors({ path, filter, runs, seed })))
  printRow([path.name, `${path.outMs} + ${path.backMs}, ${path.jitterMs} ms`, ...cells])
}
console.log(
  '\nHalf the difference between out and back is beyond any filter: that is why a clock is shown with its',
)
console.log(`bound, half the shortest round trip (${paths.map(boundOf).join(', ')} ms).`)

function summary(errors: readonly number[]): string {
  return `${quantile(errors, 0.5).toFixed(2)} / ${quantile(errors, 0.95).toFixed(2)}`
}

function boundOf(path: Path): string {
  return String((path.outMs + path.backMs) / 2)
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}
