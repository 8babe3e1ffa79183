import { describe, expect, test } from 'bun:test'
import { jwkThumbprint } from './thumbprint'
import { p256 } from './tokens.test-support'

describe('thumbprints', () => {
  test("RFC 7638's example", () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
    expect(jwkThumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe(
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    )
  })
  test('only the public members count', () => {
    expect(jwkThumbprint({ ...p256.privateKey.export({ format: 'jwk' }) })).toBe(
      jwkThumbprint({ ...p256.publicKey.export({ format: 'jwk' }) }),
    )
    expect(() => jwkThumbprint({ kty: 'oct', k: 'AAAA' })).toThrow()
    expect(() => jwkThumbprint({ kty: 'RSA', e: 'AQAB' })).toThrow()
  })
})
