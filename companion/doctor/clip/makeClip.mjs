// Makes clip.mkv anew: 12 s of moving bars and a tone, small enough to lie in the repository. Needs ffmpeg.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const exact = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
]
const picture = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '42', '-g', '24', '-pix_fmt', 'yuv420p']
const sound = ['-c:a', 'aac', '-b:a', '24k', '-ac', '1']
const sources = ['testsrc2=size=128x72:rate=24', 'sine=440:sample_rate=24000'].flatMap((source) => [
  ...['-f', 'lavfi', '-i', source],
])
const clip = fileURLToPath(new URL('clip.mkv', import.meta.url))
execFileSync('ffmpeg', ['-v', 'error', '-y', ...sources, '-t', '12', ...picture, ...sound, ...exact, clip])
