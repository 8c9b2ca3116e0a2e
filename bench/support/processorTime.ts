import { readFile } from 'node:fs/promises'

/** What Linux counts processor time in, for programs: always hundredths of a second (proc(5), sysconf CLK_TCK). */
const TICKS_PER_SECOND = 100

/** Processor time that a process has used so far, in ms; null where the system does not tell (anything but Linux). */
export async function processorTimeMs(pid: number | null): Promise<number | null> {
  if (pid === null || process.platform !== 'linux') return null
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // The second field is the program's name in brackets, in which anything may stand.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields?.[11]), Number(fields?.[12])]
  return Number.isFinite(user + system) ? ((user + system) * 1000) / TICKS_PER_SECOND : null
}
