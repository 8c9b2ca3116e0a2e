/**
 * Jellyfin writes ids as 32 hex digits, inside stream addresses with dashes, and reads both. Here they are always
 * lower case without dashes. What is no GUID stays as it is.
 */
export function normalizeGuid(id: string): string {
  const bare = id.replaceAll('-', '').toLowerCase()
  return isBareGuid(bare) ? bare : id
}

/** Whether `id`, in either form, may be an item's id: ids come from other people's rooms and become part of a path. */
export const isGuid = (id: string): boolean => isBareGuid(normalizeGuid(id))

const isBareGuid = (id: string): boolean => /^[0-9a-f]{32}$/.test(id)
