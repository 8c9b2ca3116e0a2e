import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FilmRecord } from './film.ts'
import { BLOCK_FONT_FILE, blockFont } from './blockFont.ts'
import { chapterText } from './chapters.ts'
import { encode } from './encode.ts'
import type { Making } from './making.ts'
import { probeFilm } from './probeFilm.ts'
import { oneSecondOfSound } from './soundtrack.ts'
import { subtitleFile } from './subtitleFile.ts'
import { type FilmRecipe, hasChapters, hasOwnFont, type SubtitleRecipe } from './recipes.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from './framePainter.ts'

const CHAPTERS = 'chapters.txt'

/** Makes the film and everything that lies beside it. Throws what ffmpeg or the disk says. */
export async function makeFilm(making: Making): Promise<FilmRecord> {
  const { recipe, folder } = making
  const sounds = await writeSounds(making)
  const embedded = await writeSubtitles(making, 'embedded')
  const external = await writeSubtitles(making, 'external')
  const file = `${recipe.id}.${recipe.container}`
  if (hasOwnFont(recipe)) await writeFile(join(folder, BLOCK_FONT_FILE), blockFont())
  await writeFile(join(folder, CHAPTERS), chapterText(recipe.seconds * 1000))
  await encode(making, encoderArguments(making, [...sounds, ...embedded], join(folder, file)))
  const probed = await probeFilm(join(folder, file))
  return { file, ...probed, subtitleFiles: external }
}

async function writeSounds({ recipe, folder }: Making): Promise<string[]> {
  const names = recipe.audio.map((_, index) => `second-${index}.wav`)
  for (const [index, { humHz }] of recipe.audio.entries()) {
    await writeFile(join(folder, names[index] ?? ''), oneSecondOfSound(humHz))
  }
  return names
}

async function writeSubtitles({ recipe, folder }: Making, form: SubtitleRecipe['form']): Promise<string[]> {
  const names: string[] = []
  for (const subtitle of recipe.subtitles.filter((candidate) => candidate.form === form)) {
    const name = `${recipe.id}.${form}.${subtitle.language}.${EXTENSIONS[subtitle.format]}`
    await writeFile(join(folder, name), subtitleFile(subtitle, recipe.seconds))
    names.push(name)
  }
  return names
}

const EXTENSIONS = { srt: 'srt', ass: 'ass', pgs: 'sup' } as const

/** ffmpeg's arguments: pictures from standard input, then sounds repeated without end, embedded subtitles, chapters. */
function encoderArguments({ recipe, folder }: Making, inputs: readonly string[], target: string): string[] {
  const { numerator, denominator } = recipe.frameRate
  return [
    ...['-v', 'error', '-nostdin', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${PICTURE_WIDTH}x${PICTURE_HEIGHT}`],
    ...['-r', `${numerator}/${denominator}`, '-i', 'pipe:0'],
    ...inputs.flatMap((name) => [
      ...(name.endsWith('.wav') ? ['-stream_loop', '-1'] : []),
      '-i',
      join(folder, name),
    ]),
    ...(hasChapters(recipe) ? ['-i', join(folder, CHAPTERS)] : []),
    ...[-1, ...inputs.keys()].flatMap((index) => ['-map', String(index + 1)]),
    ...videoArguments(recipe),
    ...trackArguments(recipe),
    ...(hasChapters(recipe) ? ['-map_chapters', String(inputs.length + 1)] : []),
    ...(hasOwnFont(recipe) ? fontArguments(join(folder, BLOCK_FONT_FILE)) : []),
    ...['-t', String(recipe.seconds), '-metadata', `title=${recipe.title}`],
    ...(recipe.container === 'mp4' ? ['-movflags', '+faststart'] : []),
    target,
  ]
}

/** A key frame every two seconds, so that seeking needs little decoding. */
function videoArguments({ video, frameRate }: FilmRecipe): string[] {
  const keyInterval = String(Math.round((2 * frameRate.numerator) / frameRate.denominator))
  switch (video) {
    case 'h264':
      return ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-g', keyInterval]
    case 'vp9':
      return [
        ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-row-mt', '1'],
        ...['-threads', '2', '-b:v', '400k', '-g', keyInterval],
      ]
  }
}

function trackArguments({ audio, subtitles }: FilmRecipe): string[] {
  const sound = audio.flatMap(({ codec, language, title }, index) => [
    ...[`-c:a:${index}`, codec === 'opus' ? 'libopus' : 'aac', `-b:a:${index}`, '96k'],
    ...[`-metadata:s:a:${index}`, `language=${language}`, `-metadata:s:a:${index}`, `title=${title}`],
    ...[`-disposition:a:${index}`, index === 0 ? 'default' : '0'],
  ])
  const embedded = subtitles.filter(({ form }) => form === 'embedded')
  const text = embedded.flatMap(({ format, language, title }, index) => [
    ...[`-c:s:${index}`, format === 'pgs' ? 'copy' : format, `-disposition:s:${index}`, '0'],
    ...[`-metadata:s:s:${index}`, `language=${language}`, `-metadata:s:s:${index}`, `title=${title}`],
  ])
  return [...sound, ...text]
}

/** The type that every player knows fonts in Matroska by. */
const fontArguments = (file: string): string[] => [
  '-attach',
  file,
  '-metadata:s:t:0',
  'mimetype=application/x-truetype-font',
]
