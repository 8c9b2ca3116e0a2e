const strokes = [
  '#8f9dff',
  '#57cf9c',
  '#f0b147',
  '#ff857f',
  '#5cc8ea',
  '#d58cf0',
  '#b9d25c',
  '#f29bc1',
] as const

/** The colour of a member's line in the chart and beside their name in the table below it; more than eight begin anew. */
export const strokeOf = (index: number): string => strokes[index % strokes.length] ?? strokes[0]
