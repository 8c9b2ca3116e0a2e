import { defaultPolicy, type RoomPolicy } from '../../protocol/policy.ts'

/** The rules of rooms that are opened here: among friends everyone may do everything with the film. */
export const policyAmongFriends: RoomPolicy = {
  ...defaultPolicy,
  control: 'everyone',
  queueEditors: 'everyone',
}
