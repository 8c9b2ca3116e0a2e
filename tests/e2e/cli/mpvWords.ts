import type { IpcClient } from '../../../adapters/mpv/ipcClient.ts'

/** Every text that an MPV is told to show on its picture from now on, by its own log. */
export async function runsText(viewer: IpcClient): Promise<() => readonly string[]> {
  const texts: string[] = []
  viewer.onEvent((event) => {
    const text = /show-text.*?text="(.*?)"/s.exec(event.event === 'log-message' ? String(event['text']) : '')
    if (text?.[1] !== undefined) texts.push(text[1])
  })
  await viewer.request(['request_log_messages', 'trace'])
  return () => texts
}
