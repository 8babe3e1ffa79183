import { randomBytes } from 'node:crypto'

/** Bytes from the machine's cryptographic source. */
export function random(bytes: number): Uint8Array {
  return randomBytes(bytes)
}

/** `count` characters of `alphabet` (at most 256), each as likely as any other: bytes that would favour the first ones are drawn again. */
export function draw(count: number, alphabet: string): string {
  const fair = 256 - (256 % alphabet.length)
  let drawn = ''
  while (drawn.length < count) {
    for (const byte of randomBytes(count)) {
      if (byte < fair && drawn.length < count) drawn += alphabet[byte % alphabet.length]
    }
  }
  return drawn
}
