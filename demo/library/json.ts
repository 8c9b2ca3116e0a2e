/** JSON as Jellyfin writes it: fields without a value are left out. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (inner === null ? undefined : inner))
