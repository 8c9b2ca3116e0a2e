import type { AskAddress } from '../session/serverKind.ts'

const answerWithinMs = 3000

/** Asks over HTTP. An answer that is none in time is none; redirects are not followed to anywhere else. */
export const askAddress: AskAddress = async (url) => {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) })
    const text = await response.text()
    return { json: parsed(text) }
  } catch {
    return null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
