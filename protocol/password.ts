import { z } from 'zod'

/** How many characters (code points) a room's password has. */
const passwordLength = { min: 4, max: 128 } as const

/** A password as it is sent; one that no room can have is answered, and costs nobody the session. */
export const passwordSchema = z.string().max(1024)

/** Whether a room can have this password. */
export function isFitPassword(password: string): boolean {
  const length = [...password].length
  return length >= passwordLength.min && length <= passwordLength.max
}
