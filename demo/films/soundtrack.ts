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
  const wav = Buffer.alloc(WAV_HEADER_BYTES + SAMPLE_RATE_HZ * 2)
  writeWavHeader(wav)
  for (let index = 0; index < SAMPLE_RATE_HZ; index += 1) {
    const seconds = index / SAMPLE_RATE_HZ
    const beeping = seconds * 1000 < BEEP_MS ? BEEP_LEVEL : 0
    const level = HUM_LEVEL * wave(humHz, seconds) + beeping * wave(BEEP_HZ, seconds)
    wav.writeInt16LE(Math.round(level * 32_767), WAV_HEADER_BYTES + index * 2)
  }
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
