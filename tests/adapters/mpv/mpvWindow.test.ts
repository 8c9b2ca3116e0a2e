import { describe, expect, it } from 'vitest'
import { impairmentIn, openFailed } from '../../../adapters/mpv/mpvProblems.ts'
import { isInvisible } from '../../../adapters/mpv/mpvWindow.ts'

describe("MPV's words about what it cannot put out", () => {
  it('[HL6] are about the picture, [HL10] the sound, [HL9] a decoder, or nothing of that', () => {
    expect(impairmentIn('Error opening/initializing the VO window.')?.what).toBe('no-picture')
    expect(impairmentIn('Could not open/initialize audio device -> no sound.')?.what).toBe('no-sound')
    expect(impairmentIn("Failed to initialize a decoder for codec 'av1'.")?.what).toBe('no-decoder')
    expect(impairmentIn('[ffmpeg] http: HTTP error 404')).toBeNull()
  })

  it('[HL6] are why a film did not open, when they are the last ones', () => {
    const words = 'Error opening/initializing the selected video_out (--vo) device.'
    expect(openFailed(words).code).toBe('player-no-picture')
    expect(openFailed('[ffmpeg] http: HTTP error 404').code).toBe('stream-failed')
    expect(openFailed(null).code).toBe('stream-failed')
  })
})

describe('an output that nobody sees', () => {
  it('[HL7] is the one that MPV falls back to without a display', () => {
    expect(isInvisible('sdl', 'linux', {})).toBe(true)
    expect(isInvisible('sdl', 'linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(false)
    expect(isInvisible('sdl', 'darwin', {})).toBe(false)
    expect(isInvisible('null', 'linux', {})).toBe(false)
    expect(isInvisible(null, 'linux', {})).toBe(false)
  })
})
