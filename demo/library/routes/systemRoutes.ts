import type { PublicSystemInfo } from '../models.ts'
import type { Router } from '../router.ts'
import type { World } from '../world.ts'

/** The patch releases that stand for their lines. */
const FULL_VERSIONS = { '10.10': '10.10.7', '10.11': '10.11.11', '12.0': '12.0.0' } as const

/** Who the server is, and what time it has. */
export function systemRoutes(router: Router, world: World): void {
  router.open('GET', '/System/Info/Public', ({ request }) => systemInfo(world, request.host))
  router.signedIn('GET', '/System/Info', ({ request }) => systemInfo(world, request.host))
  router.open('GET', '/System/Ping', () => 'Jellyfin Server')
  router.open('GET', '/GetUtcTime', () => {
    const now = world.calendar.written()
    return { RequestReceptionTime: now, ResponseTransmissionTime: now }
  })
}

function systemInfo(world: World, host: string): PublicSystemInfo {
  return {
    LocalAddress: `http://${host}`,
    ServerName: world.settings.serverName,
    Version: FULL_VERSIONS[world.settings.version],
    ProductName: 'Jellyfin Server',
    OperatingSystem: '',
    Id: world.serverId,
    StartupWizardCompleted: true,
  }
}
