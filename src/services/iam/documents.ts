import { compile, isFault, validate } from '../../policy'
import { malformed, overQuota } from './faults'
import { quotas } from './quotas'

/** A policy document as IAM returns it: percent-encoded by RFC 3986, so also what encodeURIComponent leaves alone. */
export function encoded(document: string): string {
  return encodeURIComponent(document).replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The size that quotas speak of: white space is not counted. */
export function sizeOf(document: string): number {
  return document.replace(/\s/g, '').length
}

/** Refuses a document that AWS would not take. */
export function wellFormed(document: string, kind: 'identity' | 'trust'): void {
  const wrong = validate(document, kind)
  if (wrong !== undefined) throw malformed(wrong.fault)
}

/** Refuses what cannot be a managed policy, which must say the newest version of the language. */
export function acceptablePolicy(document: string): void {
  wellFormed(document, 'identity')
  const policy = compile(document, 'managed policy')
  if (isFault(policy) || policy.document.version !== '2012-10-17') {
    throw malformed('Policy document must be version 2012-10-17 or greater.')
  }
  if (sizeOf(document) > quotas.managedPolicySize) throw overQuota('PolicySize', quotas.managedPolicySize)
}
