/**
 * Where secrets are locked up: a system's keychain. What it gives for a secret may lie in a file; without the keychain
 * it is worth nothing.
 */
export interface Vault {
  /** Text that begins with `sealed:`, or the secret itself where a person agreed to have it kept in the open. */
  seal(secret: string): Promise<string>
  /** Null when it cannot be opened any more: another keychain, another person, another machine. */
  unseal(sealed: string): Promise<string | null>
}

/** What was locked up begins so; tokens of Jellyfin are hex and never do. */
export const sealedMark = 'sealed:'

export const isSealed = (text: string): boolean => text.startsWith(sealedMark)
