/**
 * Where the menus of a screen are put: out of whatever cuts off or covers what is in it, and within the landmark by which
 * readers of a screen find it (Shell.tsx).
 */
export const inContent = { target: '#content' } as const
