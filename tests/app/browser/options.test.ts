import { describe, expect, it } from 'vitest'
import { readBrowserOptions } from '../../../app/browser/options.ts'
import { readDemoAppOptions } from '../../../demo/run/app/options.ts'

describe.each([
  ['the app', readBrowserOptions],
  ['the demo', readDemoAppOptions],
] as const)('the options of %s in a browser', (_, read) => {
  it.each(['abc', '-1', '65536', '80.5', '', '0x10'])('[BS19] refuse the port "%s"', (port) => {
    const options = read([`--port=${port}`])
    expect(options.ok ? null : options.problem.sentence).toBe(
      `--port ${port}: a port is a number from 0 to 65535.`,
    )
  })

  it('[BS19] name the one that is not known', () => {
    const options = read(['--bogus'])
    expect(options.ok ? null : options.problem.sentence).toBe("Unknown option '--bogus'.")
  })

  it('[BS19] take a port', () => {
    expect(read(['--port', '8080'])).toMatchObject({ ok: true, value: { port: 8080 } })
  })
})
