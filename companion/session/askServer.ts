import type { SignInWays } from '../../protocol/identity.ts'
import { restPath, serverFactsSchema } from '../../protocol/rest.ts'
import type { Clock } from '../../sync/clock.ts'

const answerWithinMs = 4000

/** A server that tells nothing is shown nothing but a name; what is wrong with it, its socket tells. */
const namesOnly: SignInWays = { open: true, plugin: false, jellyfins: [], isComplete: true }

/** How a session server lets people in. It is told nothing, and redirects are not followed. */
export async function askSignInWays(server: string, clock: Clock): Promise<SignInWays> {
  const url = `${server.replace(/^ws/i, 'http').replace(/\/$/, '')}${restPath}/server`
  const controller = new AbortController()
  const cancel = clock.after(answerWithinMs, () => controller.abort())
  try {
    const response = await fetch(url, { redirect: 'error', signal: controller.signal })
    const facts = serverFactsSchema.safeParse(await response.json())
    return facts.success ? facts.data.signIn : namesOnly
  } catch {
    return namesOnly
  } finally {
    cancel()
  }
}
