/**
 * Where windows find pictures: `picturesPath` and the name that the library gave a picture, on the window's own origin
 * (the browser shell's address, `app://` in Electron). No name tells a credential or another machine's address.
 */
export const picturesPath = '/pictures/'

/** What may follow `picturesPath`: one segment. */
const pictureNamePattern = /^[A-Za-z0-9._~-]{1,400}$/

/** The address of a picture for an `<img>`. */
export const pictureAddress = (name: string): string => picturesPath + name

/** The name of the picture at a path; null = no picture's. */
export function pictureNameOf(path: string): string | null {
  const name = path.startsWith(picturesPath) ? path.slice(picturesPath.length) : ''
  return pictureNamePattern.test(name) ? name : null
}
