import { describe, expect, it } from 'vitest'
import { rewritePlaylist } from '../../../jellyfin/relay/playlist.ts'

const base = new URL('http://nas:8096/jellyfin/videos/a/main.m3u8?ApiKey=secret')

/** Shows what each address was taken for. */
const rewrite = (...lines: string[]) =>
  rewritePlaylist(lines.join('\n'), base, (url) =>
    url.origin === base.origin ? `<${url.pathname}${url.search}>` : null,
  )

describe('a playlist on its way to the player', () => {
  it.each([
    ['hls1/main/0.ts?ApiKey=x', '</jellyfin/videos/a/hls1/main/0.ts?ApiKey=x>'],
    ['/videos/a/0.ts', '</videos/a/0.ts>'],
    ['../b/0.ts', '</jellyfin/videos/b/0.ts>'],
    ['http://nas:8096/x.ts', '</x.ts>'],
    ['  0.ts  ', '</jellyfin/videos/a/0.ts>'],
  ])('[RL1] leads the segment %s through the relay', (line, rewritten) => {
    expect(rewrite(line)).toBe(rewritten)
  })

  it.each([
    [
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Eng",URI="a/Subtitles/3/subtitles.m3u8?ApiKey=x",LANGUAGE="eng"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Eng",URI="</jellyfin/videos/a/a/Subtitles/3/subtitles.m3u8?ApiKey=x>",LANGUAGE="eng"',
    ],
    ['#EXT-X-MAP:URI="hls1/main/-1.mp4"', '#EXT-X-MAP:URI="</jellyfin/videos/a/hls1/main/-1.mp4>"'],
    ['#EXT-X-KEY:METHOD=AES-128,URI="/keys/1",IV=0x1', '#EXT-X-KEY:METHOD=AES-128,URI="</keys/1>",IV=0x1'],
    [
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i.m3u8"',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="</jellyfin/videos/a/i.m3u8>"',
    ],
  ])('[RL1] rewrites %s', (line, rewritten) => {
    expect(rewrite(line)).toBe(rewritten)
  })

  it.each([
    'http://elsewhere/0.ts',
    '//elsewhere/0.ts',
    'file:///etc/passwd',
    'http://nas:8097/0.ts',
    'https://nas:8096/0.ts',
  ])('[RL2] does not lead to %s', (uri) => {
    expect(rewrite(uri, `#EXT-X-MAP:URI="${uri}"`)).toBe('about:blank\n#EXT-X-MAP:URI="about:blank"')
  })

  it('[RL1] keeps every other tag as it is, and drops comments', () => {
    const tags = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXTINF:3.000000, nodesc']
    expect(rewrite(...tags, '# made for ApiKey=secret', '0.ts', '', '#EXT-X-ENDLIST', '')).toBe(
      [...tags, '</jellyfin/videos/a/0.ts>', '', '#EXT-X-ENDLIST', ''].join('\n'),
    )
  })

  it('[RL1] reads lines that end as on Windows', () => {
    expect(rewritePlaylist('#EXTM3U\r\n0.ts\r\n', base, () => 'x')).toBe('#EXTM3U\nx\n')
  })
})
