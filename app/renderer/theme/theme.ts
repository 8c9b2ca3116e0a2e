import {
  createTheme,
  defaultVariantColorsResolver,
  rem,
  type CSSVariablesResolver,
  type VariantColorsResolver,
} from '@mantine/core'
import { breakpoints, colors, fontSizes, radius, spacing } from './tokens.ts'

const inRem = <Names extends string>(sizes: Readonly<Record<Names, number>>) =>
  Object.fromEntries(Object.entries<number>(sizes).map(([name, px]) => [name, rem(px)])) as Record<
    Names,
    string
  >
/** Widths of windows are told in em: they must not follow a page's own size of text. */
const inEm = <Names extends string>(sizes: Readonly<Record<Names, number>>) =>
  Object.fromEntries(Object.entries<number>(sizes).map(([name, px]) => [name, `${px / 16}em`])) as Record<
    Names,
    string
  >

const sans = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif'

/** What is filled with an accent is light in the dark and dark by day: what is written on it is the other way round. */
const onAccents: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colors, color: 'var(--ls-on-accent)' } : colors
}

/** Tinted surfaces: the accent over whatever lies beneath, and text in the shade that can be read on it. */
const tints = (strength: number, shade: 3 | 7): Record<string, string> =>
  Object.fromEntries(
    (['iris', 'good', 'caution', 'bad'] as const).flatMap((name) => {
      const tint = (percent: number) =>
        `color-mix(in srgb, var(--mantine-color-${name}-filled) ${percent}%, transparent)`
      return [
        [`--mantine-color-${name}-light`, tint(strength)],
        [`--mantine-color-${name}-light-hover`, tint(strength * 1.6)],
        [`--mantine-color-${name}-light-color`, colors[name][shade]],
      ]
    }),
  )

/** Of what lies over a screen. */
const heading = { fontSize: rem(fontSizes.lg), fontWeight: 640 } as const

/** How Lockstep looks, whatever is shown. Numbers come from `tokens.ts` only. */
export const theme = createTheme({
  colors,
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver: onAccents,
  luminanceThreshold: 0.32,
  black: colors.gray[9],
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: {
    fontFamily: sans,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: rem(28), lineHeight: '1.2' },
      h2: { fontSize: rem(20), lineHeight: '1.3' },
      h3: { fontSize: rem(16), lineHeight: '1.4' },
    },
  },
  spacing: inRem(spacing),
  fontSizes: inRem(fontSizes),
  radius: inRem(radius),
  breakpoints: inEm(breakpoints),
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 'lg', variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', allowDeselect: false } },
    MultiSelect: { defaultProps: { size: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.6, blur: 6 } },
      styles: { title: heading },
    },
    Drawer: { styles: { title: heading } },
  },
})

/** What our own styles ask for by meaning (`var(--ls-...)`), in both appearances. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--ls-rail': rem(232), '--ls-bar': rem(60), '--ls-page': rem(1720) },
  dark: {
    ...tints(14, 3),
    '--ls-on-accent': '#101116',
    '--ls-ground': colors.dark[7],
    '--ls-sunk': colors.dark[8],
    '--ls-raised': colors.dark[6],
    '--ls-hover': colors.dark[5],
    // Mantine's own is the shade of a card: a button on one would look like mere text.
    '--mantine-color-disabled': colors.dark[5],
    '--ls-edge': '#272832',
    '--ls-track': colors.dark[4],
    '--ls-text': colors.dark[0],
    '--ls-dimmed': colors.dark[2],
    '--ls-accent': colors.iris[3],
    '--ls-accent-soft': 'var(--mantine-color-iris-light)',
    '--ls-good': colors.good[4],
    '--ls-caution': colors.caution[4],
    '--ls-bad': colors.bad[4],
    '--ls-shadow': '0 12px 32px rgb(0 0 0 / 0.45)',
    '--mantine-color-placeholder': colors.dark[2],
    '--mantine-color-dimmed': colors.dark[2],
    '--mantine-color-error': colors.bad[4],
    '--mantine-color-anchor': colors.iris[3],
  },
  light: {
    ...tints(10, 7),
    '--ls-on-accent': '#ffffff',
    '--ls-ground': '#fbfbfd',
    '--ls-sunk': colors.gray[1],
    '--ls-raised': '#ffffff',
    '--ls-hover': colors.gray[1],
    '--ls-edge': colors.gray[2],
    '--ls-track': colors.gray[3],
    '--ls-text': colors.gray[9],
    '--ls-dimmed': colors.gray[6],
    '--ls-accent': colors.iris[7],
    '--ls-accent-soft': 'var(--mantine-color-iris-light)',
    '--ls-good': colors.good[7],
    '--ls-caution': colors.caution[7],
    '--ls-bad': colors.bad[7],
    '--ls-shadow': '0 12px 32px rgb(25 26 33 / 0.14)',
    '--mantine-color-body': '#fbfbfd',
    '--mantine-color-placeholder': colors.gray[6],
    '--mantine-color-dimmed': colors.gray[6],
    '--mantine-color-error': colors.bad[7],
    '--mantine-color-anchor': colors.iris[7],
  },
})
