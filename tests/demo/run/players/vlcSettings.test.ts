import { describe, expect, it } from 'vitest'
import { windowPixels, type PlayerPlace } from '../../../../demo/run/players/demoPlayer.ts'
import { vlcSettings } from '../../../../demo/run/players/vlcSettings.ts'

const screen = { width: 1280, height: 720 }
const virtual = { kind: 'virtual', name: ':1', ...screen, openWindow: async () => 7 } as const
const place = (rest: Partial<PlayerPlace>): PlayerPlace => ({
  display: virtual,
  index: 0,
  count: 2,
  silent: false,
  ...rest,
})

describe('the settings of a VLC in the demo', () => {
  it('[DM77] draw into a window beside that of the other player', () => {
    expect(vlcSettings(place({}), 7)).toContain('drawable-xid=7')
    const [left, right] = [0, 1].map((index) => windowPixels(place({ index }), screen))
    expect(left).toMatchObject({ left: 0, width: 627 })
    expect(right).toMatchObject({ left: 653, width: 627 })
  })

  it('[DM78] let only the first player be heard, and nobody where there is to be no sound', () => {
    expect(vlcSettings(place({ index: 0 }), null).join()).not.toContain('aout')
    expect(vlcSettings(place({ index: 1 }), null)).toContain('aout=adummy')
    expect(vlcSettings(place({ silent: true }), null)).toContain('aout=adummy')
  })

  it('[DM76] show no picture where there is no display, and leave a viewer’s own screen to VLC', () => {
    expect(vlcSettings(place({ display: { kind: 'none' } }), null)).toContain('vout=vdummy')
    expect(vlcSettings(place({ display: { kind: 'screen' } }), null).join()).not.toContain('vout')
  })
})
