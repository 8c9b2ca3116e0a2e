import type { Router } from '../router.ts'
import { userDto } from '../userDto.ts'
import type { World } from '../world.ts'

/** Accounts: whoever has a token may read everybody's rights. */
export function userRoutes(router: Router, world: World): void {
  const tell = (accounts: ReturnType<World['accounts']['all']>) =>
    accounts.map((account) => userDto(account, world.serverId))
  router.signedIn('GET', '/Users/Me', ({ caller, reply }) =>
    caller.kind === 'user' ? userDto(caller.account, world.serverId) : reply.code(400).send(),
  )
  router.open('GET', '/Users/Public', () =>
    tell(world.accounts.all().filter(({ policy }) => !policy.IsHidden && !policy.IsDisabled)),
  )
  router.signedIn('GET', '/Users', ({ query }) => {
    const matches = (wanted: boolean | null, actual: boolean | undefined) =>
      wanted === null || wanted === actual
    return tell(
      world.accounts
        .all()
        .filter(({ policy }) => matches(query.flag('isHidden'), policy.IsHidden))
        .filter(({ policy }) => matches(query.flag('isDisabled'), policy.IsDisabled)),
    )
  })
  router.signedIn('GET', '/Users/:userId', ({ guid, reply }) => {
    const account = world.accounts.find(guid('userId'))
    return account ? userDto(account, world.serverId) : reply.code(404).send('User not found')
  })
}
