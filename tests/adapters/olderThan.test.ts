import { expect, it } from 'vitest'
import { isOlderThan } from '../../adapters/olderThan.ts'
import { programPath } from '../../adapters/mpv/programPath.ts'

it.each([
  ['MPV 0.34.1', '0.35.1', true],
  ['MPV 0.35.1', '0.35.1', false],
  ['MPV 0.35', '0.35.1', true],
  ['MPV 0.41.0-2', '0.35.1', false],
  ['VLC 3.0.9', '3.0.23', true],
  ['VLC 3.0.24', '3.0.23', false],
  ['VLC 4.0.0-dev', '3.0.23', false],
  ['MPV git-2f1', '0.35.1', false],
])('[DO11] knows of %s whether it is older than %s', (name, version, isOlder) => {
  expect(isOlderThan(name, version)).toBe(isOlder)
})

it('[DO11] knows where a program lies that is started by its name', () => {
  expect(programPath('sh', '/nowhere:/bin:/usr/bin')).toBe('/bin/sh')
  expect(programPath('/opt/mpv', undefined)).toBe('/opt/mpv')
  expect(programPath('no-such-player', '/bin')).toBe('no-such-player')
})
