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
export { createKeyring, Keyring, readKeyring, rotateKeyring } from './keyring'
export { PayloadFault } from './payload-fault'
export { payloadStream } from './payload-stream'
export { unverifiedClaims, verifyPodToken } from './pod-token'
export { openSession, sealSession } from './session-token'
export { type VerifyGiven, verifySignature } from './sigv4'
export { jwkThumbprint } from './thumbprint'
export { type TrustedKeys, trustedKeys } from './trusted-keys'
export { verifyWebToken } from './web-token'
