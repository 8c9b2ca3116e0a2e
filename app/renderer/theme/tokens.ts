import type { MantineColorsTuple } from '@mantine/core'

/**
 * Colours, from light to dark. Surfaces are nearly without colour, so that posters have theirs to themselves; `iris` is
 * the one accent; good, caution and bad mean what they say and are used for nothing else.
 */
export const colors = {
  /** Surfaces and text in the dark: 0 is text, 7 the ground, 6 what lies on it, 4 an edge. */
  dark: [
    '#ececf2',
    '#c2c3cf',
    '#a0a1b0',
    '#7b7c8c',
    '#3b3c49',
    '#2b2c37',
    '#1d1e26',
    '#121318',
    '#0d0e12',
    '#08090b',
  ],
  /** The same by day: 0 the ground's shade, 3 an edge, 6 dimmed text, 9 text. */
  gray: [
    '#f7f7fa',
    '#f0f0f5',
    '#e6e6ed',
    '#d5d6df',
    '#b9bac7',
    '#8e8f9f',
    '#5f6070',
    '#474856',
    '#2e2f3a',
    '#191a21',
  ],
  iris: [
    '#eef0ff',
    '#dde1ff',
    '#bec7ff',
    '#a5b1ff',
    '#8f9dff',
    '#7787f6',
    '#6272ea',
    '#4957cf',
    '#3b47ab',
    '#2d3684',
  ],
  good: [
    '#e3faf0',
    '#c9f2e0',
    '#9be6c7',
    '#74dab0',
    '#57cf9c',
    '#37b884',
    '#22996b',
    '#157a54',
    '#0d6043',
    '#084532',
  ],
  caution: [
    '#fff4e0',
    '#fee7c1',
    '#fbd492',
    '#f7c267',
    '#f0b147',
    '#d99626',
    '#b87912',
    '#8f5b08',
    '#714804',
    '#523402',
  ],
  bad: [
    '#ffeceb',
    '#ffd7d5',
    '#ffb5b1',
    '#ff9c97',
    '#ff857f',
    '#f0625b',
    '#d8453f',
    '#b92f2a',
    '#982420',
    '#701a17',
  ],
} as const satisfies Record<string, MantineColorsTuple>

/** px. Steps of four; everything that has a distance has one of these. */
export const spacing = { xs: 8, sm: 12, md: 16, lg: 24, xl: 32 } as const

/** px at the usual size of text; they grow with the system's. */
export const fontSizes = { xs: 12, sm: 14, md: 16, lg: 18, xl: 22 } as const

export const radius = { xs: 4, sm: 6, md: 10, lg: 14, xl: 20 } as const

/** From which width on (px) there is room for: a rail beside, labels in it, a second column. */
export const breakpoints = { xs: 480, sm: 700, md: 1000, lg: 1280, xl: 1600 } as const
