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
export { type Checksum, type ChecksumAlgorithm, checksum, checksumHeaders } from './checksum'
export { isSigned } from './claim'
export { Keyring } from './keyring'
export {
  createKeyring,
  type KeyFacts,
  keysIn,
  prepareKeyring,
  readKeyring,
  rotateKeyring,
  withoutKeys,
} from './keyring-text'
export { PayloadFault } from './payload-fault'
export { payloadStream } from './payload-stream'
export { unverifiedClaims, verifyPodToken } from './pod-token'
export { openSession, sealSession } from './session-token'
export { type VerifyGiven, verifySignature } from './sigv4'
export { jwkThumbprint } from './thumbprint'
export { type TrustedKeys, trustedKeys } from './trusted-keys'
export { verifyWebToken } from './web-token'
