import type { CDPSession } from 'playwright-core'
import { z } from 'zod'

const processesSchema = z.object({
  processInfo: z.array(z.object({ type: z.string(), cpuTime: z.number() })),
})

/** What the browser's processes of these types have taken so far, s; absent = all of them. */
export async function processorSeconds(devtools: CDPSession, types?: readonly string[]): Promise<number> {
  const { processInfo } = processesSchema.parse(await devtools.send('SystemInfo.getProcessInfo'))
  const counted = processInfo.filter(({ type }) => types?.includes(type) ?? true)
  return counted.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}
