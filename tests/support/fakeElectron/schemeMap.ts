/** Chromium on its own knows no scheme `app`: its pages stand under this origin, which no request ever leaves for. */
export const webOrigin = 'https://lockstep.app-scheme.test'
const appOrigin = 'app://lockstep'

export const asWeb = (address: string): string =>
  address.startsWith(`${appOrigin}/`) ? webOrigin + address.slice(appOrigin.length) : address

export const asApp = (address: string): string =>
  address.startsWith(`${webOrigin}/`) ? appOrigin + address.slice(webOrigin.length) : address
