import { buildRenderer } from '../renderer/support/builtRenderer.ts'

/** Once, before any of them begins: a build takes away for a moment what the file beside reads. */
export const setup = buildRenderer
