import { agentMutations } from './mutations-agent'

/** One security check, how to take it out, and the tests among which one must fall. */
export interface Mutation {
  readonly check: string
  readonly file: string
  /** Stands exactly once in the file. */
  readonly out: string
  readonly instead: string
  readonly tests: readonly string[]
}

const exchange = ['src/services/eks-auth']
const tokens = ['src/signatures/tokens.test.ts']
const sigv4 = ['src/signatures/sigv4.test.ts']

const sessions = ['src/signatures/session-token.test.ts', 'src/signatures/keyring.test.ts']
const access = ['src/services/access.test.ts']
const pipeline = ['src/server/app.test.ts', 'src/server/exchange.test.ts', 'src/server/refusals.test.ts']

type Row = readonly [check: string, out: string, instead: string]

export function inFile(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutation[] {
  return rows.map(([check, out, instead]) => ({ check, file, out, instead, tests }))
}

export const mutations: readonly Mutation[] = [
  ...inFile('src/services/eks-auth/assume-role-for-pod-identity.ts', exchange, [
    ['the cluster is active', "if (cluster.status !== 'ACTIVE') throw notActive(cluster.name)", ''],
    [
      'an association is there',
      'found(await store.associations.get(key), () => noAssociation(cluster.name, subject))',
      '(await store.associations.list())[0] ?? found(undefined, () => noAssociation(cluster.name, subject))',
    ],
    [
      'the role is still there',
      'found(await roleAt(parts, association.roleArn), refused)',
      '(await roleAt(parts, association.roleArn)) ?? ((await store.roles.list())[0] as never)',
    ],
    ['the trust policy allows it', 'if (!podsTrusted(role, session, cluster, parts)) throw refused()', ''],
    [
      'the caller is permitted on this cluster',
      "action: 'eks-auth:AssumeRoleForPodIdentity',",
      "action: 'sts:GetCallerIdentity',",
    ],
    [
      'the cluster is taken from the path',
      'resource: `arn:${partition}:eks:${region}:${account}:cluster/${name}`',
      "resource: '*'",
    ],
  ]),
  ...inFile('src/services/eks-auth/trust-decision.ts', exchange, [
    ['an unreadable trust policy refuses', 'if (isFault(trust)) return false', 'if (isFault(trust)) return true'],
    [
      'tags need sts:TagSession',
      "tags.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole']",
      "tags.length > 0 ? ['sts:AssumeRole'] : ['sts:AssumeRole']",
    ],
    ['aws:SourceArn is the cluster', "['aws:sourcearn', cluster.arn],", ''],
    ['aws:SourceAccount is the account', "['aws:sourceaccount', account],", ''],
    ['the first role must be allowed, and trusted by the target', "if (decision.result !== 'Allow') return false", ''],
  ]),
  ...inFile('src/services/eks-auth/target-role.ts', exchange, [
    [
      'the target role decides',
      'if (embedded && !(await firstRoleTrusted(target, session, given, parts))) throw refused()',
      '',
    ],
  ]),
  ...inFile('src/signatures/compact-token.ts', tokens, [
    ['a token has a longest length', ' || token.length > longest', ''],
    [
      'base64url is canonical',
      "return decoded.toString('base64url') === segment ? decoded : undefined",
      'return decoded',
    ],
    [
      'the algorithm is on the list',
      "new Set(['RS256', 'ES256', 'ES384', 'EdDSA'])",
      "new Set(['RS256', 'ES256', 'ES384', 'EdDSA', 'none', 'HS256', 'PS256', 'RS384', 'RS512', 'ES512'])",
    ],
    ['crit is refused', "if (Object.hasOwn(read.header, 'crit'))", "if (Object.hasOwn(read.header, 'no-such-member'))"],
    [
      'kid names the key',
      'const key = keys.byKid.get(kid)',
      'const key = keys.byKid.get(kid) ?? [...keys.byKid.values()][0]',
    ],
    ["the algorithm is the key's own", 'if (alg !== key.algorithm)', 'if (false)'],
    ['the signature is valid', 'if (!isSignedBy(read, key))', 'if (false)'],
  ]),
  ...inFile('src/signatures/token-claims.ts', tokens, [
    [
      'the issuer',
      "typeof issuer !== 'string' || issuer === '' || !trust.issuers.includes(issuer)",
      "typeof issuer !== 'string' || issuer === ''",
    ],
    ['the audience', 'if (!audience?.some((it) => trust.audiences.includes(it)))', 'if (audience === undefined)'],
    ['exp must be there', 'if (!isMoment(expiry)) return', 'if (!isMoment(expiry) && expiry !== undefined) return'],
    ['the token has not expired', 'if (now >= expiry * 1000)', 'if (false)'],
    ['nbf and iat', 'if (now < (moment - leeway) * 1000)', 'if (false)'],
  ]),
  ...inFile('src/signatures/pod-token.ts', tokens, [
    ['sub and claims agree', 'if (subject !== `system:serviceaccount:${namespace}:${account.name}`)', 'if (false)'],
    ['the token is bound to a pod', "if (member(said, 'pod') === undefined) return notAPod", ''],
    [
      'a pod has a name and a uid',
      "if (pod === undefined) return { refused: 'claims', message: 'The token names its pod in an unreadable way.' }",
      "if (pod === undefined) return { subject: { namespace, serviceAccount: account.name, serviceAccountUid: account.uid, pod: { name: '', uid: '' }, expiresAt } }",
    ],
  ]),
  ...inFile('src/signatures/sigv4.ts', sigv4, [
    [
      'the signature matches',
      'if (!timingSafeEqual(hmac(signing, toSign(claim.time, scope, canonical)), signature)) continue',
      '',
    ],
    ['the body is the one that was signed', 'if (binding.bodyDiffers !== undefined) return', 'if (false) return'],
    [
      'temporary keys come with their token',
      'if ((key.session === undefined) !== (claim.sessionToken === undefined))',
      'if (false)',
    ],
    ['what needs no key is in order', 'if (early !== undefined) return early', ''],
  ]),
  ...inFile('src/signatures/claim-checks.ts', sigv4, [
    ['the scope ends in aws4_request', "if (claim.terminator !== 'aws4_request')", 'if (false)'],
    ['the scope names a service of ours', 'if (!services.includes(claim.service))', 'if (false)'],
    ['the scope is of the day', 'if (claim.date !== day)', 'if (false)'],
    ['the host is signed', "if (!names.includes('host'))", 'if (false)'],
    ['S3 headers are signed', 'if (loose.length === 0) return undefined', 'if (loose.length >= 0) return undefined'],
    ['a signature is not from the future', 'if (signedAt > now + window)', 'if (false)'],
    ['a presigned request ends', 'if (now <= end) return undefined', 'return undefined'],
    [
      'a request is replayed within its window only',
      'if (signedAt >= now - window) return undefined',
      'return undefined',
    ],
  ]),
  ...inFile('src/server/lookup.ts', pipeline, [
    ['an inactive key is none', " || key.status !== 'Active') return 'unknown-key'", ") return 'unknown-key'"],
    [
      'a session ends with its role',
      'role === undefined || role.id !== session.roleId ? undefined',
      'role === undefined ? undefined',
    ],
    [
      "a user's session ends with the key",
      "if (key === undefined || key.status !== 'Active' || key.userId !== session.principalId) return undefined",
      '',
    ],
  ]),
  ...agentMutations,
  ...inFile('src/signatures/session-token.ts', sessions, [
    ['a session ends', "if (now >= session.expiresAt) return 'expired-token'", ''],
    [
      'a session token is sealed',
      "if (packed === undefined) return 'invalid-token'",
      "if (packed === undefined) throw new Error('opened')",
    ],
    ['a session token has one spelling', " || token.toString('base64') !== sessionToken", ''],
  ]),
  ...inFile('src/server/app.ts', pipeline, [
    ['every need is demanded', 'for (const one of needs) await parts.demand(one)', ''],
    ['nothing leaves without its record', 'await writeRecord(house, model, told)', ''],
  ]),
  ...inFile('src/policy/evaluate.ts', access, [
    ['an explicit deny wins', "if (anyDenies(grants.identity, question, action)) return 'identity-based policy'", ''],
    [
      'the boundary limits',
      "if (grants.boundary !== undefined && !allows(grants.boundary, question, action)) return [true, 'permissions boundary']",
      '',
    ],
    [
      'the session policy limits',
      "if (grants.session !== undefined && !anyAllows(grants.session, question, action)) return [true, 'session policy']",
      '',
    ],
  ]),
]
