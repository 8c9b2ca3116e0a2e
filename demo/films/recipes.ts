/** Frames per second as a fraction, because 23.976 is 24000/1001. */
export interface FrameRate {
  readonly numerator: number
  readonly denominator: number
}

export interface AudioRecipe {
  readonly codec: 'aac' | 'opus'
  /** ISO 639-2, as Matroska and Jellyfin name languages. */
  readonly language: string
  readonly title: string
  /** Whole hertz, so that one second of sound repeats without a click. */
  readonly humHz: number
}

export interface SubtitleRecipe {
  readonly form: 'embedded' | 'external'
  /** `pgs` is made of pictures and lies within a film only. */
  readonly format: 'srt' | 'ass' | 'pgs'
  readonly language: string
  readonly title: string
  /** Styled with the font that the film carries (`blockFont`), as `ass` can be. */
  readonly ownFont?: boolean
}

/** Everything that decides the bytes of a film: a changed recipe makes the film anew. */
export interface FilmRecipe {
  readonly id: string
  readonly title: string
  readonly container: 'mkv' | 'mp4' | 'webm'
  readonly video: 'h264' | 'vp9'
  readonly frameRate: FrameRate
  /** At least 300: Jellyfin keeps no resume position for anything shorter. */
  readonly seconds: number
  /** Chroma of the picture's coloured parts (U, V; 128 is grey). */
  readonly tint: readonly [number, number]
  readonly audio: readonly AudioRecipe[]
  readonly subtitles: readonly SubtitleRecipe[]
}

/** Counts up when the way films are drawn or encoded changes, so that cached ones are made anew. */
export const FILM_FORMAT_VERSION = 2

const hum = (humHz: number, codec: AudioRecipe['codec'] = 'aac'): AudioRecipe => ({
  codec,
  language: 'eng',
  title: 'Metronome',
  humHz,
})

const perSecond = (numerator: number, denominator = 1): FrameRate => ({ numerator, denominator })

const episode = (number: number, humHz: number): FilmRecipe => ({
  id: `lighthouse-${number}`,
  title: `Clockwork Lighthouse ${number}`,
  container: 'mkv',
  video: 'h264',
  frameRate: perSecond(25),
  seconds: 300,
  tint: [120, 110 + 20 * number],
  audio: [hum(humHz)],
  subtitles: [],
})

/** In the order in which they are made: what the demo opens with comes first. */
export const FILM_RECIPES = [
  {
    id: 'night',
    title: 'Night of the Metronome',
    container: 'mkv',
    video: 'h264',
    frameRate: perSecond(24),
    seconds: 600,
    tint: [160, 112],
    audio: [hum(220)],
    subtitles: [],
  },
  {
    id: 'tide',
    title: 'The Patient Tide',
    container: 'mp4',
    video: 'h264',
    frameRate: perSecond(25),
    seconds: 360,
    tint: [150, 90],
    audio: [hum(196)],
    subtitles: [],
  },
  {
    id: 'tongues',
    title: 'Two Tongues and an Echo',
    container: 'mkv',
    video: 'h264',
    frameRate: perSecond(24000, 1001),
    seconds: 330,
    tint: [100, 150],
    audio: [hum(247), { codec: 'aac', language: 'fra', title: 'Métronome', humHz: 330 }],
    subtitles: [
      { form: 'embedded', format: 'srt', language: 'eng', title: 'Counting' },
      { form: 'embedded', format: 'ass', language: 'fra', title: 'Comptage', ownFont: true },
      { form: 'embedded', format: 'pgs', language: 'ita', title: 'Conteggio' },
      { form: 'external', format: 'srt', language: 'deu', title: 'Zählwerk' },
      { form: 'external', format: 'ass', language: 'eng', title: 'Counting, styled' },
    ],
  },
  episode(1, 262),
  episode(2, 294),
  episode(3, 349),
  {
    id: 'orbit',
    title: 'Sixty to the Second',
    container: 'mkv',
    video: 'h264',
    frameRate: perSecond(60),
    seconds: 300,
    tint: [110, 170],
    audio: [hum(392)],
    subtitles: [],
  },
  {
    id: 'kites',
    title: 'Kites over Quarter Past',
    container: 'webm',
    video: 'vp9',
    frameRate: perSecond(30),
    seconds: 300,
    tint: [90, 120],
    audio: [hum(440, 'opus')],
    subtitles: [],
  },
  {
    id: 'tide-french',
    title: 'La Marée patiente',
    container: 'mkv',
    video: 'h264',
    frameRate: perSecond(25),
    seconds: 360,
    tint: [150, 90],
    audio: [{ codec: 'aac', language: 'fra', title: 'Métronome', humHz: 165 }, hum(196)],
    subtitles: [{ form: 'embedded', format: 'srt', language: 'fra', title: 'Comptage' }],
  },
] as const satisfies readonly FilmRecipe[]

/** The recipes' own ids, for `only`. */
export const FILM_IDS: readonly string[] = FILM_RECIPES.map((recipe) => recipe.id)

/** Whether the film carries the font that its subtitles are styled with. */
export const hasOwnFont = ({ subtitles }: FilmRecipe): boolean =>
  subtitles.some(({ ownFont }) => ownFont === true)

/** QuickTime keeps chapters in a track of their own, which would be one more to choose from: mp4 has none. */
export const hasChapters = ({ container }: FilmRecipe): boolean => container !== 'mp4'

/** Number of pictures of a film: the whole ones that fit into its length. */
export const frameCount = ({ frameRate, seconds }: FilmRecipe): number =>
  Math.floor((seconds * frameRate.numerator) / frameRate.denominator)
