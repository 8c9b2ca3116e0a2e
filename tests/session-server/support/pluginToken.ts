import { SignJWT, type JWTPayload } from 'jose'
import { ADA } from '../../../demo/library/people.ts'

/** Not ASCII and not base64: its UTF-8 bytes are the key. */
export const pluginSecret = 'Übergeheim-und-lang-genug-für-alle-Fälle+/='

export const nowS = (): number => Math.floor(Date.now() / 1000)

/** A token as the OpenWatchParty plugin of a Jellyfin signs it for Ada, with some claims changed. */
export const tokenWith = (claims: JWTPayload, secret = pluginSecret, alg = 'HS256'): Promise<string> =>
  new SignJWT({
    sub: ADA.id,
    name: 'Ada',
    aud: 'OpenWatchParty',
    iss: 'Jellyfin',
    iat: nowS(),
    exp: nowS() + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
