import { describe, expect, it } from 'vitest'
import { serveCommand } from '../../../companion/cli/commands/serve.ts'
import { gatherOptions, type OptionSources } from '../../../session-server/operating/gatherOptions.ts'
import { serverOptionList } from '../../../session-server/operating/optionList.ts'
import { writeOption } from '../../../session-server/operating/optionText.ts'

const gather = (sources: Partial<OptionSources>) =>
  gatherOptions({ flags: {}, env: {}, file: null, usual: {}, ...sources })
const file = (options: unknown) => ({ name: 'server.json', text: JSON.stringify(options) })
const sentenceOf = (sources: Partial<OptionSources>): string => {
  const gathered = gather(sources)
  return gathered.ok ? '' : gathered.problem.sentence
}

describe('the options of the session server', () => {
  it('[OP1] each has a flag and a variable of its own, says what it is, and stands in the help with its default', () => {
    const options = serverOptionList()
    for (const name of ['flag', 'variable'] as const) {
      expect(new Set(options.map((option) => option[name])).size).toBe(options.length)
    }
    expect(options.filter(({ about }) => about === '').map(({ flag }) => flag)).toEqual([])
    for (const { flag, about, isSecret } of options) {
      expect(serveCommand.options[flag]?.about).toBe(isSecret ? undefined : about)
    }
    expect(serveCommand.options['stall-ms']?.fallback).toEqual({ shown: '500' })
    for (const { flag, fallback, isSecret } of options) {
      // The default of this one depends on the machine; `serve` says it in words.
      if (isSecret || flag === 'data-dir') continue
      expect({ flag, ...serveCommand.options[flag]?.fallback }).toEqual({
        flag,
        shown: writeOption(fallback),
      })
    }
  })

  it('[OP1] each means the same on the command line, in the environment and in the file', () => {
    const defaults = gather({})
    if (!defaults.ok) throw new Error(defaults.problem.sentence)
    for (const { flag, variable, path, fallback, isSecret } of serverOptionList()) {
      const text = writeOption(fallback)
      const inFile = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), fallback)
      const ways = [{ env: { [variable]: text } }, { file: file(inFile) }]
      for (const way of isSecret ? ways : [{ flags: { [flag]: text } }, ...ways])
        expect({ flag, way, read: gather(way) }).toEqual({ flag, way, read: defaults })
    }
  })

  it('[OP2] the command line wins over the environment, that over the file, that over the defaults', () => {
    const gathered = gather({
      flags: { port: '1' },
      env: { LOCKSTEP_SERVER_PORT: '2', LOCKSTEP_SERVER_ROOMS: '2', LOCKSTEP_SERVER_STALL_MS: '' },
      file: file({ port: 3, rooms: 3, roomLimits: { stallMs: 3, readyWaitMs: 3 } }),
      usual: { port: 4, dataDir: '/usual' },
    })
    expect(gathered).toMatchObject({
      ok: true,
      value: {
        port: 1,
        rooms: 2,
        dataDir: '/usual',
        roomLimits: { stallMs: 3, readyWaitMs: 3, hostGraceMs: 30_000 },
      },
    })
  })

  it('[OP2] lists are written with commas, switches as words, absence and the empty list as none', () => {
    const gathered = gather({
      flags: { jellyfins: 'https://a.example, https://b.example/', open: 'true', 'data-dir': 'none' },
      usual: { dataDir: '/usual' },
    })
    expect(gathered).toMatchObject({
      value: {
        dataDir: null,
        identity: { jellyfins: ['https://a.example', 'https://b.example'], open: true },
      },
    })
  })

  it('[OP3] secrets are taken from the environment and the file, never from the command line', () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz0123456789'
    expect(gather({ flags: { 'token-secret': secret } })).toMatchObject({
      value: { identity: { tokenSecret: null } },
    })
    expect(gather({ env: { LOCKSTEP_SERVER_TOKEN_SECRET: secret } })).toMatchObject({
      value: { identity: { tokenSecret: secret } },
    })
    expect(Object.keys(serveCommand.options)).not.toContain('token-secret')
  })

  it('[OP4] a value that cannot be used is named as it was written, and keeps the server from starting', () => {
    expect(sentenceOf({ flags: { port: 'x' } })).toBe(
      'The session server cannot use --port: "x" is not a number.',
    )
    expect(sentenceOf({ env: { LOCKSTEP_SERVER_ROOMS: '-1' } })).toContain('LOCKSTEP_SERVER_ROOMS: ')
    expect(sentenceOf({ flags: { open: 'perhaps' } })).toContain('--open: "perhaps" is not "true" or "false"')
    expect(sentenceOf({ file: file({ roomLimits: { stallMs: 'x' } }) })).toContain(
      '"roomLimits.stallMs" in server.json: ',
    )
    expect(sentenceOf({ file: file({ prot: 1 }) })).toContain(
      '"prot" in server.json: there is no such option',
    )
    expect(sentenceOf({ file: { name: 'server.json', text: '[' } })).toContain('server.json')
    expect(sentenceOf({ flags: { 'trusted-proxies': '10.0.0.0/99' } })).toContain('--trusted-proxies: ')
  })

  it('[OP4] no value of any option is more than can be refused', () => {
    const odd = [
      '',
      ' ',
      'x',
      '-1',
      '1e9',
      ',',
      'notaurl',
      'http://',
      'http://[',
      'https://a b',
      '☃',
      '::/999',
      'null',
    ]
    const names = Object.keys(serveCommand.options).filter((name) => name !== 'config' && name !== 'help')
    expect(names.length).toBeGreaterThan(50)
    for (const name of names)
      for (const value of odd) {
        const gathered = gather({ flags: { [name]: value } })
        if (!gathered.ok) expect(gathered.problem.sentence).toContain(`--${name}`)
      }
    expect(sentenceOf({ flags: { jellyfins: 'notaurl' } })).toContain('such as https://jellyfin.example')
  })

  it('[OP4] a variable that is misspelt is told, as a flag would be', () => {
    expect(sentenceOf({ env: { LOCKSTEP_SERVER_PROT: '1' } })).toBe(
      'The variable LOCKSTEP_SERVER_PROT is no option of the session server.',
    )
    expect(gather({ env: { LOCKSTEP_SERVER: 'wss://a.example', LOCKSTEP_SERVER_CONFIG: '' } }).ok).toBe(true)
  })

  it('[OP4] an origin that no page can have is refused', () => {
    for (const origin of ['jellyfin.example', 'https://jellyfin.example/', 'https://you@a.example'])
      expect(sentenceOf({ flags: { 'allowed-origins': origin } })).toContain('--allowed-origins: ')
    expect(gather({ flags: { 'allowed-origins': 'https://a.example,http://localhost:8096' } }).ok).toBe(true)
  })

  it('[OP4] a secret that cannot be used is not repeated', () => {
    expect(sentenceOf({ env: { LOCKSTEP_SERVER_TOKEN_SECRET: 'aaaa' } })).not.toContain('aaaa')
  })
})
