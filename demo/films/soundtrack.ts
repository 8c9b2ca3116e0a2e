export const SAMPLE_RATE_HZ = 48_000

const BEEP_HZ = 1_000
const BEEP_MS = 60
const BEEP_LEVEL = 0.5
const HUM_LEVEL = 0.05
const WAV_HEADER_BYTES = 44

/**
 * One second of sound as a WAV file (mono, 16 bit): a quiet hum and, from its first sample on, a beep of 60 ms.
 * Repeated end to end it beeps on every whole second; the hum is of whole hertz, so the seam does not click.
 */
export function oneSecondOfSound(humHz: number): Buffer {
  const second = Int16Array.from({ length: SAMPLE_RATE_HZ }, (_, index) => {
    const seconds = index / SAMPLE_RATE_HZ
    const beeping = seconds * 1000 < BEEP_MS ? BEEP_LEVEL : 0
    const level = HUM_LEVEL * wave(humHz, seconds) + beeping * wave(BEEP_HZ, seconds)
    return Math.round(level * 32_767)
  })
  return waveFile(second)
}

/** Samples (mono, 16 bit, 48 kHz) as a WAV file. */
export function waveFile(samples: Int16Array): Buffer {
  const wav = Buffer.alloc(WAV_HEADER_BYTES + samples.length * 2)
  writeWavHeader(wav)
  for (const [index, sample] of samples.entries()) wav.writeInt16LE(sample, WAV_HEADER_BYTES + index * 2)
  return wav
}

const wave = (hertz: number, seconds: number): number => Math.sin(2 * Math.PI * hertz * seconds)

/** The canonical 44 bytes before PCM samples (RIFF WAVE, format 1). */
function writeWavHeader(wav: Buffer): void {
  wav.write('RIFF', 0)
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24)
  wav.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(wav.length - WAV_HEADER_BYTES, 40)
}
