import { defineConfig } from 'vitest/config'

/** Where `.ci/run` wants the results as JSON; unset for people. */
const reportFile = process.env['LOCKSTEP_TEST_REPORT']

/**
 * Real players, judged by the millisecond: these need the machine for themselves, one file at a time, after everything
 * else.
 */
const judgedByTime = ['tests/expectation/**/*.test.ts']

/**
 * The product with real players, waiting for what must come: mostly idle, therefore two files at a time. Where no times are
 * known the largest file begins: what takes minutes should not be a small file of its own, for which the other then waits.
 */
const endToEnd = ['tests/e2e/**/*.test.ts']

/** A start of Chromium, VLC and a server beside another's may take its time. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, maxConcurrency: 2 }

export default defineConfig({
  test: {
    reporters: reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...endToEnd, ...judgedByTime],
          testTimeout: 15_000,
          maxWorkers: '100%',
          // Not 0: vitest puts a project with one worker and order 0 behind all others.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: endToEnd,
          globalSetup: 'tests/e2e/builtWindows.ts',
          ...patience,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'expectation',
          include: judgedByTime,
          ...patience,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
