import { describe, expect, it } from 'vitest'
import {
  NEEDED_SETTINGS,
  argumentsSetting,
  isOurs,
  mpvArguments,
  mpvCandidates,
  pictureArguments,
  refusedOption,
  wantsWindow,
} from '../../../adapters/mpv/mpvArguments.ts'

const choice = {
  platform: 'linux',
  control: '/run/lockstep/mpv',
  extraArgs: ['--volume=50'],
  refused: new Set<string>(),
}

describe('the arguments of MPV', () => {
  it('[PL42] hold the control socket, what syncing needs, and last what the viewer wants', () => {
    const args = mpvArguments(choice)
    expect(args[0]).toBe('--input-ipc-server=/run/lockstep/mpv')
    for (const [name, value] of NEEDED_SETTINGS) expect(args).toContain(`--${name}=${value}`)
    expect(args.at(-1)).toBe('--volume=50')
  })

  it('[PL27] tie MPV to the process that started it, where the system can', () => {
    const ties = (platform: string) =>
      mpvArguments({ ...choice, platform }).some((argument) => argument.startsWith('--input-ipc-client='))
    expect([ties('linux'), ties('darwin'), ties('win32')]).toEqual([true, true, false])
  })

  it('[HL6] have it open a window before a film, unless the viewer wants none', () => {
    expect(wantsWindow(['--volume=50', '--force-window=immediate'])).toBe(true)
    expect(wantsWindow(['--force-window=no', '--force-window'])).toBe(true)
    expect([['--force-window=no'], ['--no-force-window'], ['-no-force-window']].map(wantsWindow)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('[PL43] leave out what this MPV refused', () => {
    const args = mpvArguments({ ...choice, refused: new Set(['keep-open-pause']) })
    expect(args.some((argument) => argument.startsWith('--keep-open-pause'))).toBe(false)
  })

  it("[PL43] may be left out one by one: ours by name, the viewer's as they were written", () => {
    expect([isOurs('keep-open-pause'), isOurs('banana')]).toEqual([true, false])
    const theirs = ['--banana', '--no-apple', '-banana=2', '--bananas=3', '--apple=no']
    expect(argumentsSetting('banana', theirs)).toEqual(['--banana', '-banana=2'])
    expect(argumentsSetting('apple', theirs)).toEqual(['--no-apple', '--apple=no'])
    expect(argumentsSetting('no-apple', theirs)).toEqual(['--no-apple', '--apple=no'])
    expect(pictureArguments(['--vo=x11', '--volume=3', '--gpu-context=drm'])).toHaveLength(2)
  })

  it('[PL43] are named by MPV when it refuses them, the last one for certain', () => {
    const lines = [
      'Error parsing option old (option not found)',
      'mpv.conf:2: setting option old=1 failed.',
      'Error parsing option hr-seek (option parameter could not be parsed)',
    ]
    expect(refusedOption(lines)).toEqual({ name: 'hr-seek', words: lines[2] })
    expect(refusedOption(['Error parsing commandline option banana: option not found'])?.name).toBe('banana')
    expect(refusedOption(['all is well'])).toBeNull()
  })
})

describe('where MPV is looked for', () => {
  it('[PL44] is the path given and nowhere else', () => {
    expect(mpvCandidates('darwin', '/opt/mpv')).toEqual(['/opt/mpv'])
  })

  it('[PL44] is PATH first, then where macOS puts it outside of PATH', () => {
    expect(mpvCandidates('linux', undefined)).toEqual(['mpv'])
    expect(mpvCandidates('win32', undefined)).toEqual(['mpv.exe'])
    expect(mpvCandidates('darwin', undefined)[0]).toBe('mpv')
    expect(mpvCandidates('darwin', undefined)).toContain('/opt/homebrew/bin/mpv')
  })
})
