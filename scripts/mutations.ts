import { eksChecks } from './mutations-eks'

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

const clusters = ['src/services/eks/cluster-life.test.ts', 'src/services/podid']
const masterKeys = ['src/server/keys.test.ts', 'src/server/keep-master-key.test.ts']

const agent = ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts']

type Row = readonly [check: string, out: string, instead: string]

function inFile(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutation[] {
  return rows.map(([check, out, instead]) => ({ check, file, out, instead, tests }))
}

export const mutations: readonly Mutation[] = [
  ...eksChecks.flatMap(([file, tests, rows]) => inFile(file, tests, rows)),
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
  ...inFile('src/agent/identity.ts', agent, [
    [
      'the agent refuses an expired token',
      "if (answer.refused === 'expired')",
      "if (answer.refused === 'expired') return unproved(token)\n    if (false)",
    ],
  ]),
  ...inFile('src/agent/endpoint.ts', agent, [
    [
      'the agent answers only by its own addresses',
      'if (!given.hosts.has(host)) throw wrongAddress(host, given.hosts)',
      '',
    ],
  ]),
  ...inFile('src/agent/credentials.ts', agent, [
    ["the agent's own refusal drops nothing", ' && this.status !== 403', ''],
  ]),
  ...inFile('src/signatures/session-token.ts', sessions, [
    ['a session ends', "if (now >= session.expiresAt) return 'expired-token'", ''],
    [
      'a session token is sealed',
      "if (packed === undefined) return 'invalid-token'",
      "if (packed === undefined) throw new Error('opened')",
    ],
    ['a retired master key opens no session after 36 hours', "  if (master.isOver(now)) return 'invalid-token'\n", ''],
    ['a session token has one spelling', " || token.toString('base64') !== sessionToken", ''],
  ]),
  ...inFile('src/services/eks/cluster-quota.ts', clusters, [
    ['there are only so many clusters', '> limits.clusters', '> limits.clusters + 1_000'],
  ]),
  ...inFile('src/services/eks/create-cluster.ts', clusters, [
    [
      'a repeated request answers with its own cluster alone',
      'if (there !== undefined && there.id === before) return there',
      'if (there !== undefined && before !== undefined) return there',
    ],
  ]),
  ...inFile('src/services/eks/delete-cluster.ts', clusters, [
    ['a protected cluster is not deleted', 'if (cluster.deletionProtection === true)', 'if (false)'],
  ]),
  ...inFile('src/services/podid/activate-cluster.ts', clusters, [
    ['an activation needs its code', ' || !isCode(code, activation)', ''],
    ['an activation code expires', 'if (now >= activation.expiresAt)', 'if (false)'],
    ['an activation code is bound to the first keys', 'if (activation.boundTo !== undefined)', 'if (false)'],
  ]),
  ...inFile('src/services/podid/hear.ts', clusters, [
    [
      'only the connector’s own role is heard as the connector',
      ' || caller.session?.roleArn !== cluster.connectorRoleArn',
      '',
    ],
  ]),
  ...inFile('src/services/podid/rotate-cluster-keys.ts', clusters, [
    [
      'the former signing key is thrown away',
      'for (const former of await tx.signingKeys.list({ prefix })) await tx.signingKeys.remove(`${prefix}${former.kid}`)',
      '',
    ],
    [
      'only keys that are ours are rotated',
      "cluster.kind !== 'created' || cluster.issuer === undefined",
      'cluster.issuer === undefined',
    ],
  ]),
  ...inFile('src/server/keep-master-key.ts', masterKeys, [
    [
      'a master key file that lost the key in use is refused',
      'if (ring.key(keyring.current.id) === undefined)',
      'if (false)',
    ],
    [
      'a master key is thrown away only after 36 hours',
      'keyring.all.filter((key) => key.isOver(now()))',
      'keyring.all',
    ],
    [
      'a master key is thrown away only when nothing is sealed with it',
      'for (let count = await reseal(store, keyring, over); count > 0; count = await reseal(store, keyring, over))\n    log.info',
      'for (let count = 0; count > 0; count = await reseal(store, keyring, over))\n    log.info',
    ],
  ]),
  ...inFile('src/server/rotate.ts', masterKeys, [
    [
      'rotate refuses a store of another master key',
      'if (store !== undefined) await mustBelongTogether(store, readMasterKey(file))',
      '',
    ],
  ]),
  ...inFile('src/server/reseal.ts', masterKeys, [
    [
      'sealing anew does not undo a change',
      '(it.sealedSecret === from ? { ...it, sealedSecret: to } : it)',
      '({ ...it, sealedSecret: to })',
    ],
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
