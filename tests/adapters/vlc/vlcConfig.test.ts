import { describe, expect, it } from 'vitest'
import { vlcCandidates } from '../../../adapters/vlc/launchVlc.ts'
import { configPaths, vlcConfig } from '../../../adapters/vlc/vlcConfig.ts'

const web = { port: 18_190, password: 'secret', pages: '/tmp/a place/pages', news: '/tmp/a place/news' }
/** Of a name that comes twice, VLC takes the last value. */
const valueOf = (config: string, name: string) =>
  [...config.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].at(-1)?.[1]

describe("VLC's configuration", () => {
  it("[VL4] keeps the viewer's, behind which ours comes", () => {
    const config = vlcConfig('[main]\n#rate=1\nrate=1.5\naout=pulse\nhttp-password=theirs', web, 'linux')
    expect(
      ['aout', 'rate', 'http-password', 'http-port', 'http-src'].map((name) => valueOf(config, name)),
    ).toEqual(['pulse', '1', 'secret', '18190', '/tmp/a place/pages'])
  })

  it("[VL4] adds our interfaces to the viewer's own", () => {
    expect(valueOf(vlcConfig('extraintf=telnet:http', web, 'linux'), 'extraintf')).toBe(
      'telnet:http:oldrc:cli',
    )
    expect(valueOf(vlcConfig('', web, 'linux'), 'extraintf')).toBe('http:oldrc:cli')
  })

  it('[VL33] gives our page to VLC although the viewer configured an interface of their own', () => {
    const config = (viewers: string, pages: string) =>
      valueOf(vlcConfig(viewers, { ...web, pages }, 'linux'), 'lua-config')
    expect(config('', '/pages')).toBeUndefined()
    expect(config('lua-config=telnet={host="x"}', String.raw`/a "b" c's`)).toBe(
      String.raw`telnet={host="x"},http={dir='/a \"b\" c\'s',no_index=true}`,
    )
  })

  it('[VL9] has no lifeline on Windows, which has no input to hold', () => {
    expect(valueOf(vlcConfig('', web, 'win32'), 'extraintf')).toBe('http')
  })

  it('[VL4] is looked for where each system keeps it', () => {
    expect(configPaths('linux', { HOME: '/home/ann' })[0]).toBe('/home/ann/.config/vlc/vlcrc')
    expect(configPaths('linux', { HOME: '/home/ann', XDG_CONFIG_HOME: '/conf' })[0]).toBe('/conf/vlc/vlcrc')
    expect(configPaths('darwin', { HOME: '/Users/ann' })[0]).toContain('org.videolan.vlc/vlcrc')
    expect(configPaths('win32', { APPDATA: 'C:\\Users\\ann\\AppData' })).toEqual([
      'C:\\Users\\ann\\AppData\\vlc\\vlcrc',
    ])
  })

  it('[VL5] is for a VLC that is looked for where each system installs it', () => {
    expect(vlcCandidates('linux', undefined)).toEqual(['vlc'])
    expect(vlcCandidates('darwin', undefined)[0]).toContain('/Applications/VLC.app')
    expect(vlcCandidates('win32', undefined)[0]).toContain('VideoLAN')
    expect(vlcCandidates('win32', 'D:\\vlc.exe')).toEqual(['D:\\vlc.exe'])
  })
})
