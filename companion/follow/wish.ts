import type { Intent } from '../../sync/intent.ts'

/** An intent that is the viewer's own: what they did in the player and would have the room do. */
export type Wish = Exclude<Intent, { kind: 'echo' | 'artefact' }>
