import type { Session } from '../domain'

/** A session with short names, since it travels in a header of every request. */
interface Packed {
  readonly k: 'r' | 'u'
  readonly a: string
  readonly n: string
  readonly p: string
  /** Name of the session. */
  readonly s: string
  readonly i: number
  readonly e: number
  readonly r?: readonly [name: string | undefined, arn: string | undefined, id: string | undefined]
  readonly u?: readonly [name: string | undefined, accessKeyId: string | undefined]
  readonly t?: readonly (readonly [key: string, value: string])[]
  /** Transitive keys; 1: those of all tags. */
  readonly x?: readonly string[] | 1
  readonly d?: string
  readonly l?: string
  readonly m?: readonly string[]
  readonly c?: 1
  readonly w?: readonly [provider: string | undefined, subject: string | undefined]
  readonly g?: string
}

export function packSession(it: Session): string {
  const allTransitive =
    it.transitive.length === it.tags.length && it.tags.every(({ key }, at) => it.transitive[at] === key)
  const packed: Packed = {
    k: it.kind === 'role' ? 'r' : 'u',
    a: it.account,
    n: it.arn,
    p: it.principalId,
    s: it.name,
    i: it.issuedAt,
    e: it.expiresAt,
    r: any(it.roleName, it.roleArn, it.roleId) ? [it.roleName, it.roleArn, it.roleId] : undefined,
    u: any(it.userName, it.accessKeyId) ? [it.userName, it.accessKeyId] : undefined,
    t: it.tags.length > 0 ? it.tags.map(({ key, value }) => [key, value]) : undefined,
    x: it.transitive.length === 0 ? undefined : allTransitive ? 1 : it.transitive,
    d: it.sourceIdentity,
    l: it.policy,
    m: it.policyArns,
    c: it.chained ? 1 : undefined,
    w: any(it.provider, it.subject) ? [it.provider, it.subject] : undefined,
    g: it.cluster,
  }
  return JSON.stringify(packed)
}

/** The text is one that packSession made: it was sealed in between. */
export function unpackSession(text: string): Session {
  const it: Packed = JSON.parse(text)
  const tags = (it.t ?? []).map(([key, value]) => ({ key, value }))
  return {
    kind: it.k === 'r' ? 'role' : 'user',
    account: it.a,
    arn: it.n,
    principalId: it.p,
    name: it.s,
    issuedAt: it.i,
    expiresAt: it.e,
    roleName: it.r?.[0] ?? undefined,
    roleArn: it.r?.[1] ?? undefined,
    roleId: it.r?.[2] ?? undefined,
    userName: it.u?.[0] ?? undefined,
    accessKeyId: it.u?.[1] ?? undefined,
    tags,
    transitive: it.x === 1 ? tags.map(({ key }) => key) : (it.x ?? []),
    sourceIdentity: it.d,
    policy: it.l,
    policyArns: it.m,
    chained: it.c === 1,
    provider: it.w?.[0] ?? undefined,
    subject: it.w?.[1] ?? undefined,
    cluster: it.g,
  }
}

function any(...values: readonly (string | undefined)[]): boolean {
  return values.some((it) => it !== undefined)
}
