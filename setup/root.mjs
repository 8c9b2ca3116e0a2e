import { fileURLToPath } from 'node:url'

/** The project's folder, whatever folder the command was typed in. Ends with a separator. */
export const root = fileURLToPath(new URL('..', import.meta.url))
