/** Whether a player's name with its version ("MPV 0.35.1", "VLC 3.0.24") is of an older one than this version. */
export function isOlderThan(name: string, version: string): boolean {
  const found = /\d+(?:\.\d+)+/.exec(name)?.[0]
  if (found === undefined) return false
  const [ours, theirs] = [numbersOf(version), numbersOf(found)]
  const at = ours.findIndex((part, index) => part !== (theirs[index] ?? 0))
  return at >= 0 && (theirs[at] ?? 0) < (ours[at] ?? 0)
}

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number)
