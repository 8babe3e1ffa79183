import type { Subject } from '../domain'
import type { PodTokenAnswer } from './answer'
import { provedToken, readCompact, type TokenRefused } from './compact-token'
import { isObject, member } from './strict-json'
import { checkClaims } from './token-claims'
import type { TrustedKeys } from './trusted-keys'

/**
 * Which pod speaks? A projected service-account token that is bound to a pod (aws-api.md §2.3), proved with the keys of one cluster.
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/ tells its claims. Never throws, whatever the token is.
 */
export function verifyPodToken(
  token: string,
  trust: { readonly keys: TrustedKeys; readonly issuers: readonly string[]; readonly audience: string },
  now: number,
): PodTokenAnswer {
  const proved = provedToken(token, trust.keys)
  if ('refused' in proved) return proved
  const plain = checkClaims(proved, { issuers: trust.issuers, audiences: [trust.audience] }, now)
  if ('refused' in plain) return plain
  return podOf(proved.claims, plain.subject, plain.expiresAt)
}

function podOf(claims: Readonly<Record<string, unknown>>, subject: string, expiresAt: number): PodTokenAnswer {
  const said = member(claims, 'kubernetes.io')
  if (!isObject(said)) return notAPod
  const namespace = member(said, 'namespace')
  const account = nameAndUid(member(said, 'serviceaccount'))
  if (!isName(namespace, 63) || account === undefined)
    return { refused: 'claims', message: 'The token names its service account in an unreadable way.' }
  if (subject !== `system:serviceaccount:${namespace}:${account.name}`)
    return {
      refused: 'claims',
      message: 'The token names one service account as its subject and another in its claims.',
    }
  if (member(said, 'pod') === undefined) return notAPod
  const pod = nameAndUid(member(said, 'pod'))
  if (pod === undefined) return { refused: 'claims', message: 'The token names its pod in an unreadable way.' }
  const node = nodeOf(member(said, 'node'))
  if (node === 'unreadable') return { refused: 'claims', message: 'The token names its node in an unreadable way.' }
  return {
    subject: {
      namespace,
      serviceAccount: account.name,
      serviceAccountUid: account.uid,
      pod,
      ...(node === undefined ? {} : { node }),
      expiresAt,
    },
  }
}

const notAPod: TokenRefused = { refused: 'not-a-pod', message: 'The token is not bound to a pod.' }

/** A node that was not there when the token was made is named without its uid: then the token says nothing of use about it. */
function nodeOf(value: unknown): Subject['node'] | 'unreadable' {
  if (value === undefined) return undefined
  if (!isObject(value) || !isName(member(value, 'name'), 253)) return 'unreadable'
  return member(value, 'uid') === undefined ? undefined : (nameAndUid(value) ?? 'unreadable')
}

function nameAndUid(value: unknown): { readonly name: string; readonly uid: string } | undefined {
  if (!isObject(value)) return undefined
  const name = member(value, 'name')
  const uid = member(value, 'uid')
  if (!isName(name, 253) || typeof uid !== 'string' || !/^[A-Za-z0-9-]{1,128}$/.test(uid)) return undefined
  return { name, uid }
}

/** A DNS label or subdomain, as Kubernetes names things: nothing that could be taken for a separator in a key, a tag or a session name. */
function isName(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && /^[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/.test(value)
}

/** What a token says of itself, for routing and for messages only: nothing of it is proved. Undefined when it is no token. */
export function unverifiedClaims(token: string):
  | {
      readonly issuer?: string
      readonly subject?: string
      readonly kid?: string
      readonly expiresAt?: number
      readonly notBefore?: number
    }
  | undefined {
  const read = readCompact(token)
  if (read === undefined) return undefined
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
  const moment = (value: unknown): number | undefined => (typeof value === 'number' ? value * 1000 : undefined)
  return {
    issuer: text(member(read.claims, 'iss')),
    subject: text(member(read.claims, 'sub')),
    kid: text(member(read.header, 'kid')),
    expiresAt: moment(member(read.claims, 'exp')),
    notBefore: moment(member(read.claims, 'nbf')),
  }
}
