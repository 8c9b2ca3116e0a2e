import { defineConfig } from 'vitest/config'

/** Where `.ci/run` wants the results as JSON; unset for people. */
const reportFile = process.env['LOCKSTEP_TEST_REPORT']

/** Real players need the machine for themselves: these run after everything else, one file at a time. */
const realPlayers = ['tests/expectation/**/*.test.ts', 'tests/e2e/**/*.test.ts']

export default defineConfig({
  test: {
    reporters: reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: realPlayers,
          testTimeout: 15_000,
          maxWorkers: '100%',
          // Not 0: vitest puts a project with one worker and order 0 behind all others.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'real',
          include: realPlayers,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
