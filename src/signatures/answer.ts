import type { Secret, Session, Subject } from '../domain'

/** What of a request is signed; all of it raw, as it came over the wire. */
export interface SignedRequest {
  readonly method: string
  /** Percent-encoded as received, without the query. */
  readonly path: string
  /** As received, without `?`; '' when there is none. */
  readonly query: string
  readonly headers: Headers
}

/** The credentials an access key id stands for. `session` for temporary ones. */
export interface KnownKey {
  readonly accessKeyId: string
  readonly secret: Secret
  readonly session?: Session
  /** For a user's own key. */
  readonly userName?: string
}

/** Why an access key id (with its session token, if any) stands for nothing. */
export type KeyRefusal = 'unknown-key' | 'invalid-token' | 'expired-token'

/** How the body is bound to the signature. */
export type Payload =
  /** SHA-256 of the body, hex: already checked when the body was given, else to be checked by `payloadStream`. */
  | { readonly kind: 'hash'; readonly sha256: string }
  | { readonly kind: 'unsigned' }
  /** `STREAMING-UNSIGNED-PAYLOAD-TRAILER` */
  | { readonly kind: 'chunked-unsigned'; readonly trailer: true }
  /** `STREAMING-AWS4-HMAC-SHA256-PAYLOAD[-TRAILER]`: chunks signed in a chain that begins at `seed`. */
  | {
      readonly kind: 'chunked-signed'
      readonly trailer: boolean
      readonly seed: string
      readonly key: Uint8Array
      readonly date: string
      readonly scope: string
    }

export type SignatureRefusal =
  | 'missing'
  | 'malformed'
  | 'wrong-scope'
  | 'unknown-key'
  | 'invalid-token'
  | 'expired-token'
  | 'mismatch'
  | 'expired'
  | 'not-yet-valid'
  | 'presigned-expired'
  | 'unsigned-headers'
  | 'body-mismatch'

export type SignatureAnswer =
  | {
      readonly proved: true
      readonly key: KnownKey
      readonly region: string
      readonly service: string
      readonly payload: Payload
      readonly presigned: boolean
      /** Epoch milliseconds. */
      readonly signedAt: number
    }
  | {
      readonly proved: false
      readonly refusal: SignatureRefusal
      /** AWS's words (aws-api.md §6); never a secret. */
      readonly message: string
      /** In S3's words, where they are others. */
      readonly inS3?: string
      /** Members that S3 puts beside the message: StringToSign, CanonicalRequest, HeadersNotSigned, ServerTime, … */
      readonly details: Readonly<Record<string, string>>
      /** The signature stood in the query. */
      readonly presigned?: boolean
    }

export type TokenRefusal =
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'bad-signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims'
  | 'not-a-pod'

/** `at` is the token's `exp` (ms) when the refusal is `expired`. */
export type PodTokenAnswer =
  | { readonly subject: Subject; readonly refused?: undefined }
  | { readonly refused: TokenRefusal; readonly message: string; readonly at?: number }

/** A verified OIDC token that need not be a pod's: for AssumeRoleWithWebIdentity. */
export type WebTokenAnswer =
  | {
      readonly subject: string
      readonly audience: readonly string[]
      readonly issuer: string
      readonly claims: Readonly<Record<string, unknown>>
      readonly expiresAt: number
      readonly refused?: undefined
    }
  | { readonly refused: TokenRefusal; readonly message: string; readonly at?: number }
