import { describe, expect, it } from 'vitest'
import { ADA, GHOST } from '../../demo/library/people.ts'
import { connectServer } from '../../jellyfin/connectServer.ts'
import { credentialsSchema } from '../../jellyfin/credentials.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { signInWithPassword, signOut } from '../../jellyfin/signIn.ts'
import { app, clock, must, problemOf, signIn, startLibrary } from './support/libraryFixture.ts'

describe('signing in with a password', () => {
  it.each(['10.10', '10.11', '12.0'] as const)('[JF8] gives credentials of Jellyfin %s', async (version) => {
    const { demo, proxy } = await startLibrary({ version, basePath: '/jellyfin' })
    const credentials = await signIn(proxy.url, ADA)
    expect(credentials).toMatchObject({
      serverUrl: proxy.url,
      serverId: demo.serverId,
      userId: ADA.id,
      userName: 'Ada',
      deviceId: 'device-of-Ada',
    })
    expect(credentialsSchema.parse(JSON.parse(JSON.stringify(credentials)))).toEqual(credentials)
  })

  it.each([
    ['sign-in-refused', 'Ada', 'metronome'],
    ['sign-in-refused', 'Nobody', 'pendulum'],
    ['sign-in-forbidden', GHOST.name, GHOST.password],
  ])('[JF9] says %s for %s', async (code, name, password) => {
    const { demo } = await startLibrary()
    const server = must(await connectServer(demo.url, clock))
    const problem = problemOf(await signInWithPassword({ server, app, deviceId: 'd', clock }, name, password))
    expect(problem.code).toBe(code)
    expect(JSON.stringify(problem)).not.toContain(password)
  })

  it('[JF9] tells a failing server from a wrong password', async () => {
    const { demo } = await startLibrary()
    const server = must(await connectServer(demo.url, clock))
    demo.faults.status(500)
    const problem = problemOf(
      await signInWithPassword({ server, app, deviceId: 'd', clock }, 'Ada', 'pendulum'),
    )
    expect(problem.code).toBe('server-failed')
  })

  it('[JF10] ends the former sign-in of the same user and device', async () => {
    const { demo } = await startLibrary()
    const former = await signIn(demo.url, ADA)
    await signIn(demo.url, ADA)
    const relay = await startRelay({ clock })
    const problem = problemOf(await openJellyfinLibrary({ credentials: former, relay, clock, app }))
    await relay.close()
    expect(problem.code).toBe('signed-out')
  })

  it('[JF11] signs out, and again without complaint', async () => {
    const { demo } = await startLibrary()
    const credentials = await signIn(demo.url, ADA)
    must(await signOut(credentials, app, clock))
    must(await signOut(credentials, app, clock))
    const relay = await startRelay({ clock })
    const problem = problemOf(await openJellyfinLibrary({ credentials, relay, clock, app }))
    await relay.close()
    expect(problem.code).toBe('signed-out')
  })
})
