import { BLOCK_FONT_FILE, blockFont } from '../films/blockFont.ts'
import { hasOwnFont } from '../films/recipes.ts'
import type { PlayableItem } from './catalogue.ts'
import type { MediaAttachment } from './models.ts'
import { dashedGuid } from './wording.ts'

/** The files within an item's file: numbered behind its tracks, as ffprobe does. */
export function mediaAttachments({ film: { recipe } }: PlayableItem): MediaAttachment[] {
  if (!hasOwnFont(recipe)) return []
  const embedded = recipe.subtitles.filter(({ form }) => form === 'embedded').length
  const Index = 1 + recipe.audio.length + embedded
  return [{ Codec: 'ttf', Index, FileName: BLOCK_FONT_FILE, MimeType: 'application/x-truetype-font' }]
}

/** The same, each with the address that it is served at. */
export const deliveredAttachments = (item: PlayableItem): MediaAttachment[] =>
  mediaAttachments(item).map((attachment) => ({
    ...attachment,
    DeliveryUrl: `/Videos/${dashedGuid(item.id)}/${item.id}/Attachments/${attachment.Index ?? 0}`,
  }))

/** What lies at that address; null when the item has no such file. */
export const attachmentBytes = (item: PlayableItem, index: number): Buffer | null =>
  mediaAttachments(item).some(({ Index }) => Index === index) ? blockFont() : null
