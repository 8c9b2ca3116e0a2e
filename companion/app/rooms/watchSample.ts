import type { Problem } from '../../../protocol/problem.ts'
import { failure, type Result } from '../../../protocol/result.ts'
import type { Sitting } from '../sitting.ts'

/** Opens a room for the film that stands first at home, and starts it: who comes along finds it playing. */
export async function watchSample(sitting: Sitting, server: string): Promise<Result<void, Problem>> {
  const home = await sitting.desk.home()
  if (!home.ok) return home
  const film = home.value.flatMap(({ items }) => items).find(({ kind }) => kind === 'film')
  if (film === undefined) return failure(noSample)
  const created = await sitting.command({
    ...{ kind: 'create-room', server, itemId: film.id, roomName: null, policy: {} },
    ...{ password: null, expiresInMs: null, startMs: 0 },
  })
  return created.ok ? sitting.command({ kind: 'act', action: { kind: 'play' } }) : created
}

const noSample: Problem = {
  code: 'item-not-found',
  sentence: 'There is no film to begin with.',
  nextStep: 'Choose one in the library.',
}
