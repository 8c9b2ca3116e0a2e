import { createStockPage } from './stockPage.ts'
import { createSyncPage } from './syncPage.ts'
import type { VlcClient } from './vlcClient.ts'
import type { VlcTraits } from './vlcHost.ts'
import type { VlcRemote } from './vlcRemote.ts'

export interface VlcWay {
  readonly remote: VlcRemote
  readonly traits: VlcTraits
}

/** Through our page: refreshes are dated to half a ms, and two of three are listened for when all is calm. */
export const preciseWay = (client: VlcClient, systemAheadMs: number | null): VlcWay => ({
  remote: createSyncPage(client, systemAheadMs),
  traits: { sensingMs: 1, messages: true, tracks: true, calmStrides: [1, 2], expectLength: () => {} },
})

/** Through the stock page: a refresh is dated to the 21 ms between two looks, which takes two or three of them. */
export const plainWay = (client: VlcClient): VlcWay => {
  const remote = createStockPage(client)
  return {
    remote,
    traits: {
      sensingMs: 4,
      messages: false,
      tracks: false,
      calmStrides: [3],
      expectLength: remote.expectLength,
    },
  }
}
