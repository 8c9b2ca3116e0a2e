import type { Problem } from '../../../protocol/problem.ts'

/** Why a step of signing in came to nothing, apart from what the server says. */
export const noServer: Problem = {
  code: 'no-server',
  sentence: 'No server is chosen to sign in to.',
  nextStep: 'Enter the address of your Jellyfin first.',
}

export const otherCertificate: Problem = {
  code: 'other-certificate',
  sentence: 'This is not the certificate that the server shows.',
  nextStep: 'Connect again and compare the fingerprint.',
}
