import packageJson from '../package.json' with { type: 'json' }

/** The version of the product, as /health and the welcome tell it. */
export const serverVersion: string = packageJson.version
