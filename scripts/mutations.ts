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

const trail = ['src/services/cloudtrail']
const s3 = ['src/services/s3']
const agent = ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts']

type Row = readonly [check: string, out: string, instead: string]

function inFile(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutation[] {
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
  ...inFile('src/services/cloudtrail/lookup-events.ts', trail, [
    [
      'audit records are shown to who may',
      "need: () => ({ action: 'cloudtrail:LookupEvents', resource: '*' }),",
      "need: () => ({ anyone: 'mutated' }),",
    ],
  ]),
  ...inFile('src/services/cloudtrail/next-token.ts', trail, [
    ['a token of records names one', '!form.test(last) || ', ''],
    ['a token of records is good for its query alone', ' || writeToken(query, last) !== token', ''],
  ]),
  ...inFile('src/services/cloudtrail/attributes.ts', trail, [
    [
      'one attribute a query',
      "if (more.length > 0) throw invalidAttributes('Specify one",
      "if (false) throw invalidAttributes('Specify one",
    ],
  ]),
  ...inFile(
    'src/server/conversation.ts',
    [...pipeline, 'src/server/record.test.ts'],
    [
      ['the token of an exchange is hidden', 'token: hidden }', 'token: input.token }'],
      [
        'data events are kept apart',
        'isDataEvent(told) ? house.store.dataEvents : house.store.events',
        'house.store.events',
      ],
    ],
  ),
  ...inFile(
    'src/server/hidden.ts',
    ['src/server/hidden.test.ts', 'src/server/app.test.ts'],
    [
      ['what a model calls sensitive is hidden', 'if (shape.sensitive) return () => hidden', ''],
      ['secrets are hidden by name too', 'secretNames.has(name.toLowerCase()) ? () => hidden : ', ''],
    ],
  ),
  ...inFile('src/server/sweep.ts', pipeline, [
    ['audit records are kept for their time', 'firstEventId(now - auditRetention)', 'firstEventId(now)'],
  ]),
  ...inFile(
    'src/server/record.ts',
    ['src/server/record.test.ts'],
    [['a resource’s name cannot pass for another in an index', ".replace(/\\p{Cc}/gu, '\\ufffd')", '']],
  ),
  ...inFile(
    'src/server/payload.ts',
    ['src/server/payload.test.ts'],
    [
      [
        'DeleteObjects comes with a digest',
        "if (dialect === 's3' && operation === 'DeleteObjects' && !isDigested(headers)) throw undigested()",
        '',
      ],
      ['digests of bodies read whole are checked', "!(dialect === 's3' && isDigested(about))", 'true'],
    ],
  ),
  ...inFile(
    'src/server/orphans.ts',
    ['src/server/orphans.test.ts'],
    [
      ['bytes of an object stay', '(await store.objects.count(whose)) > 0 || ', ''],
      ['bytes of a part stay', ' || (await store.parts.count(whose)) > 0', ''],
      ['bytes that are new stay', 'olderThan = age', 'olderThan = 0'],
      [
        'parts of an upload under way stay',
        "if ((await uploads.count({ by: 'byId', prefix: uploadId })) > 0) continue",
        '',
      ],
    ],
  ),
  ...inFile('src/services/s3/places.ts', s3, [
    [
      'a bucket belongs to whom the sender expects',
      'if (owner !== undefined && owner !== account) throw',
      'if (false) throw',
    ],
    ['a key has a longest length', 'if (size > longestKey)', 'if (false)'],
  ]),
  ...inFile('src/services/s3/needs.ts', s3, [
    [
      'a bucket’s policy counts',
      'resourcePolicy: policy === undefined ? undefined : { text: policy, source },',
      'resourcePolicy: undefined,',
    ],
    [
      'the root is not locked out of a policy',
      "return kind === 'account' && account === facts.account ? { ...need, resourcePolicy: undefined } : need",
      'return need',
    ],
    ['who may not list learns nothing', "await parts.demand(await onBucket('s3:ListBucket', place, parts))", ''],
  ]),
  ...inFile('src/services/s3/delete-objects.ts', s3, [
    [
      'each key of many is decided on',
      "return decision.result === 'Allow' ? undefined : accessDenied('s3', parts.caller, need, decision, parts)",
      'return undefined',
    ],
  ]),
  ...inFile('src/services/s3/copy-object.ts', s3, [
    ['who copies may read', 'return [await onObject(reads, input.from, facts), await', 'return [await'],
  ]),
  ...inFile('src/services/s3/uploads.ts', s3, [
    [
      'an upload is found under its own key alone',
      'await uploads.get(uploadKey(place))',
      "(await uploads.list({ by: 'byId', prefix: place.uploadId }))[0]",
    ],
  ]),
  ...inFile('src/services/s3/not-built.ts', s3, [
    ['what is not built is not passed over', 'if (header !== undefined) throw notBuilt(header)', ''],
    ['access control lists are refused', 'if (listed) throw new Fault', 'if (false) throw new Fault'],
  ]),
  ...inFile('src/services/s3/reading.ts', s3, [
    [
      'nobody chooses headers for nobody',
      "if (caller.principal.kind === 'anonymous' && Object.keys(asked.instead).length > 0)",
      'if (false)',
    ],
  ]),
  ...inFile('src/services/s3/bucket-policies.ts', s3, [
    [
      'a policy speaks of its own bucket',
      'if (resource !== arn && !resource.startsWith(`${arn}/`)) throw',
      'if (false) throw',
    ],
  ]),
  ...inFile('src/services/s3/conditions.ts', s3, [
    [
      'an object is replaced only when it is the one that was meant',
      "if (!matches(match, current.etag)) throw preconditionFailed('If-Match')",
      '',
    ],
    [
      'an object is made only where none is',
      "if (current !== undefined) throw preconditionFailed('If-None-Match')",
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
