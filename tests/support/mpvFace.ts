import type { IpcClient } from '../../adapters/mpv/ipcClient.ts'

/** What the face in an MPV shows now, line by line; '' when it shows nothing or does not answer. */
export async function readFace(viewer: IpcClient, withinMs = 200): Promise<string> {
  let cancel = () => {}
  const answer = new Promise<string>((resolve) => {
    cancel = viewer.onEvent(({ event, args }) => {
      if (event === 'client-message' && args?.[0] === 'lockstep-face' && args[1] === 'shown')
        resolve(args[2] ?? '')
    })
  })
  await viewer.request(['script-message', 'lockstep-face-read'])
  const silence = new Promise<string>((resolve) => setTimeout(resolve, withinMs, ''))
  const shown = await Promise.race([answer, silence])
  cancel()
  return shown
}

/** Presses the key that begins a line, and waits until the script has taken the keys. */
export async function beginLine(viewer: IpcClient, key = 'ENTER'): Promise<void> {
  await viewer.request(['keypress', key])
  for (let tries = 0; tries < 50 && !(await readFace(viewer)).includes('Say: '); tries += 1);
}

/** Presses a key and lets the script take it: MPV drops keys that come faster than its scripts do. */
export async function pressKey(viewer: IpcClient, key: string): Promise<void> {
  await viewer.request(['keypress', key])
  await readFace(viewer, 2000)
}

/** Presses the key of each character. */
export async function typeInto(viewer: IpcClient, text: string): Promise<void> {
  const names: Readonly<Record<string, string>> = { ' ': 'SPACE', '#': 'SHARP' }
  for (const character of text) await pressKey(viewer, names[character] ?? character)
}
