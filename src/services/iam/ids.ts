import type { Parts } from '../operation'

/** AWS's ids are written in base32. */
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** `AROA` role, `AIDA` user, `ANPA` managed policy: 21 characters in all. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export function uniqueId(prefix: 'AROA' | 'AIDA' | 'ANPA', draw: Parts['draw']): string {
  return prefix + draw(17, base32)
}

/** 20 characters. */
export function accessKeyId(draw: Parts['draw']): string {
  return `AKIA${draw(16, base32)}`
}

/** 40 characters, 240 bits. */
export function secretKey(draw: Parts['draw']): string {
  return draw(40, base64)
}
