import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/**
 * Trusts, beside the authorities that come with Node, those that this machine's owner installed: many home servers
 * have a certificate from an authority of their own. For the whole process; reading them takes about 0.1 s.
 */
export function trustSystemAuthorities(): void {
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')])
}
