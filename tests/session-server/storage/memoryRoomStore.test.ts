import { createMemoryRoomStore } from '../../../session-server/storage/memoryRoomStore.ts'
import { describeRoomStore } from '../../contracts/roomStore.ts'

describeRoomStore('memory', () => {
  const store = createMemoryRoomStore()
  return Promise.resolve({ store, reopen: null, dispose: () => store.close() })
})
