import { describe, expect, it } from 'vitest'
import { readVlcUser } from '../../../companion/cli/vlcUser.ts'

const passwd = async () => 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1001:Ada,,,:/home/ada:/bin/sh\n'

describe('who runs VLC', () => {
  it('[VL32] is ourselves unless somebody is named', async () => {
    expect(await readVlcUser('', passwd)).toEqual({ ok: true, value: {} })
  })

  it('[VL32] is whoever is named, by login name or by numbers and home', async () => {
    expect(await readVlcUser('ada', passwd)).toEqual({
      ok: true,
      value: { runAs: { uid: 1000, gid: 1001, home: '/home/ada' } },
    })
    expect(await readVlcUser('65534:65534:/var/lib/a vlc', passwd)).toEqual({
      ok: true,
      value: { runAs: { uid: 65534, gid: 65534, home: '/var/lib/a vlc' } },
    })
  })

  it.each(['grace', '1000', '1000:1000', '1000:1000:home'])(
    '[VL32] %s is nobody, and that is said',
    async (named) => {
      const read = await readVlcUser(named, passwd)
      const { sentence, nextStep } = read.ok ? { sentence: '', nextStep: '' } : read.problem
      expect(sentence).toContain(named)
      expect(nextStep).toContain('LOCKSTEP_VLC_USER')
    },
  )
})
