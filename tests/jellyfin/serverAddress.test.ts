import { describe, expect, it } from 'vitest'
import { readServerAddress } from '../../jellyfin/serverAddress.ts'
import { must, problemOf } from './support/libraryFixture.ts'

const candidates = (typed: string) => must(readServerAddress(typed)).candidates

describe('what people type as an address', () => {
  it('[JF1] tries https before http for a name of the internet', () => {
    expect(candidates('jellyfin.example.com')).toEqual([
      'https://jellyfin.example.com',
      'https://jellyfin.example.com:8920',
      'http://jellyfin.example.com:8096',
      'http://jellyfin.example.com',
    ])
  })

  it.each(['192.168.1.20', 'nas', 'nas.local', '::1', '[::1]'])(
    '[JF1] tries http on port 8096 first for %s, for which there are no certificates',
    (typed) => {
      expect(candidates(typed)[0]).toMatch(/^http:\/\/.*:8096$/)
    },
  )

  it.each([
    ['nas:8096', ['http://nas:8096', 'https://nas:8096']],
    ['jf.example.com:8920', ['https://jf.example.com:8920', 'http://jf.example.com:8920']],
    ['jf.example.com:443', ['https://jf.example.com', 'http://jf.example.com:443']],
    ['http://nas', ['http://nas', 'http://nas:8096']],
    ['https://jf.example.com', ['https://jf.example.com', 'https://jf.example.com:8920']],
    ['https://jf.example.com:443', ['https://jf.example.com']],
    ['HTTP://NAS:8096/', ['http://nas:8096']],
    ['  http://nas:8096  ', ['http://nas:8096']],
    ['http://nas:8096/web/index.html#!/home.html', ['http://nas:8096']],
    ['http://nas:8096/web/', ['http://nas:8096']],
    ['https://example.com:443/jellyfin/web/#/details?id=1', ['https://example.com/jellyfin']],
    ['http://nas:8096/media/jellyfin//', ['http://nas:8096/media/jellyfin']],
    ['http://nas:8096/System/Info/Public', ['http://nas:8096']],
    ['http://nas:8096/website', ['http://nas:8096/website']],
    ['http://[::1]:8096', ['http://[::1]:8096']],
  ])('[JF2] reads %s', (typed, expected) => {
    expect(candidates(typed)).toEqual(expected)
  })

  it.each([
    ...['', '   ', 'http://', 'ftp://nas', 'file:///etc/passwd', 'my server', 'http://nas:99999'],
    ...['http://ada:pendulum@nas', 'javascript://nas', 'https://'],
  ])('[JF3] refuses "%s"', (typed) => {
    expect(problemOf(readServerAddress(typed)).code).toBe('server-address-invalid')
  })
})

describe('what is wrong with an address', () => {
  it.each([
    ['my server', 'space'],
    ['ftp://home.example', 'http or https'],
    ['javascript://alert(1)', 'http or https'],
    ['home.example:99999', 'no port'],
    ['http://ada:secret@home.example', 'password'],
    ['http://', 'not the address'],
    ['', 'not the address'],
    ['<b>home</b>', 'not the address'],
  ])('[JF3] is said of "%s"', (typed, words) => {
    expect(problemOf(readServerAddress(typed)).sentence).toContain(words)
  })
})
