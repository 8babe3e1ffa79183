/** signatures: Who signed this? Signed things in, names out; nothing here decides what a name may do. */
export type {
  KeyRefusal,
  KnownKey,
  Payload,
  PodTokenAnswer,
  SignatureAnswer,
  SignatureRefusal,
  SignedRequest,
  TokenRefusal,
  WebTokenAnswer,
} from './answer'
// To come (signatures' builder), with exactly these names:
//   verifySignature(request: SignedRequest, body: Uint8Array | undefined, given: { now: number; services: readonly string[] (signing names accepted here);
//       find(accessKeyId: string, sessionToken: string | undefined): Promise<KnownKey | KeyRefusal> }): Promise<SignatureAnswer>
//   isSigned(request: SignedRequest): { service: string; region: string } | undefined    the scope it claims, unproved; undefined = unsigned
//   payloadStream(body: ReadableStream<Uint8Array>, payload: Payload, headers: Headers): ReadableStream<Uint8Array>   decoded; errors with PayloadFault at the end if a
//       hash, chunk signature, decoded length or trailing checksum does not match
//   class PayloadFault extends Error { code: 'XAmzContentSHA256Mismatch' | 'SignatureDoesNotMatch' | 'BadDigest' | 'IncompleteBody' | 'InvalidChunkSizeError' | 'MalformedTrailerError' }
//   type TrustedKeys: compiled JWKS; trustedKeys(jwks: readonly Record<string, unknown>[]): TrustedKeys  (cached by content)
//   verifyPodToken(token: string, trust: { keys: TrustedKeys; issuers: readonly string[]; audience: string }, now: number): PodTokenAnswer   (synchronous, node:crypto)
//   verifyWebToken(token: string, trust: { keys; issuers; audiences }, now): WebTokenAnswer
//   unverifiedClaims(token): { issuer?: string; … } | undefined    for routing and messages only
//   class Keyring (master keys): seal(purpose: string, text: string): string; open(purpose, sealed): Secret; current/old keys; createKeyring / readKeyring of a JSON text
//   sealSession(keyring, session, given: { random }): Credentials;  openSession(keyring, accessKeyId, sessionToken, now): KnownKey | KeyRefusal
//   jwkThumbprint(jwk): string  (RFC 7638)
