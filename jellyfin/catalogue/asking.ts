import type { HttpClient } from '../httpClient.ts'
import type { PictureName } from '../pictures/pictureName.ts'

/** Where a picture is shown; null = nowhere. */
export type PictureAddress = (name: PictureName) => string | null

/** What every question to a catalogue needs. */
export interface Asking {
  readonly client: HttpClient
  readonly serverId: string
  readonly userId: string
  readonly picture: PictureAddress
}
