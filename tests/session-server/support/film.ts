import type { Media } from '../../../protocol/media.ts'

export const film: Media = {
  serverId: 'library',
  itemId: 'film',
  title: 'A film',
  runtimeMs: 300_000,
  providerIds: {},
}
