import { inFile, type Mutation } from './mutation'
import { eksChecks } from './mutations-eks'
import { pipelineMutations } from './mutations-pipeline'
import { signatureMutations } from './mutations-signatures'

export type { Mutation } from './mutation'

const exchange = ['src/services/eks-auth']
const tokens = ['src/signatures/tokens.test.ts']
const sigv4 = ['src/signatures/sigv4.test.ts']

const sessions = ['src/signatures/session-token.test.ts', 'src/signatures/keyring.test.ts']
const access = ['src/services/access.test.ts']
const pipeline = [
  'src/server/app.test.ts',
  'src/server/exchange.test.ts',
  'src/server/refusals.test.ts',
  'src/server/session-ends.test.ts',
]
const sts = ['src/services/sts']
const iam = ['src/services/iam', 'src/server/session-ends.test.ts']
const simulation = ['src/services/iam/simulate.test.ts', 'src/services/iam/simulate-principal.test.ts']

const reasons = ['src/services/encoded-reason.test.ts']

const clusters = ['src/services/eks/cluster-life.test.ts', 'src/services/podid']
const masterKeys = ['src/server/keys.test.ts', 'src/server/keep-master-key.test.ts']

const trail = ['src/services/cloudtrail']
const s3 = ['src/services/s3']
/** The cases of tests/cases/policy. */
const policy = ['src/policy/cases.test.ts']

const agent = ['src/agent/endpoint.test.ts', 'src/agent/layers.test.ts']

export const mutations: readonly Mutation[] = [
  ...eksChecks.flatMap(([file, tests, rows]) => inFile(file, tests, rows)),
  ...signatureMutations,
  ...pipelineMutations,
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
    ['the scope ends in aws4_request', "terminator === 'aws4_request'\n      ? ''", "true\n      ? ''"],
    ['the scope names a service of ours', "services.includes(service) ? ''", "true ? ''"],
    ['the scope is of the day', "date === day\n      ? ''", "true\n      ? ''"],
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
  ...inFile(
    'src/services/iam/trust.ts',
    ['src/services/iam/trust.test.ts', 'src/services/iam/role-refusals.test.ts'],
    [
      [
        'a trusted role or user is kept by its unique id',
        'return session === undefined ? row.id : `${row.id}:${session}`',
        'return principal',
      ],
      [
        'a trusted role or user has just that path and name',
        'if (row === undefined || arnOfRow !== principal) throw none()',
        'if (row === undefined) throw none()',
      ],
      ['a trusted id is of somebody', 'if ((await byId(of, principal, here)) === undefined) throw none()', ''],
      [
        'a trusted service has the name of one',
        "if (kind === 'Service' && !service.test(value)) throw noPrincipal('SERVICE', value)",
        '',
      ],
      [
        'a trusted identity provider is one',
        "if (kind === 'Federated' && !domainName.test(value) && !isProvider(value)) {",
        'if (false) {',
      ],
      [
        'a trust policy is no longer than its quota',
        "if (sizeOf(document) > quotas.trustPolicySize) throw overQuota('ACLSizePerRole', quotas.trustPolicySize)",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/identities.ts',
    ['src/services/iam'],
    [
      ['a role of a cluster is not changed', "if (kind.isOfACluster(row)) throw ofACluster('role', row.name)", ''],
      ['names of roles and users are compared without case', 'return name.toLowerCase()', 'return name'],
      [
        'the need tells the stored path',
        "resource: row?.arn ?? kind.arn(partition, account, '/', name),",
        "resource: kind.arn(partition, account, '/', name),",
      ],
      ['the need tells the tags of the role or user', '...resourceTags(row?.tags), ', ''],
    ],
  ),
  ...inFile(
    'src/services/iam/oidc-providers.ts',
    ['src/services/iam'],
    [
      [
        'a provider that stands for a cluster is not changed',
        "if (provider.ofCluster !== undefined) throw ofACluster('provider', provider.url)",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/boundaries.ts',
    ['src/services/iam/needs.test.ts'],
    [
      ['setting a boundary tells which in its need', "conditions: (arn) => ({ 'iam:PermissionsBoundary': arn }),", ''],
      ['taking a boundary away tells which in its need', 'conditions: (_, row) => boundaryOf(row),', ''],
    ],
  ),
  ...inFile(
    'src/services/iam/creation.ts',
    ['src/services/iam/needs.test.ts'],
    [
      [
        'making tells the boundary in its need',
        "context: { ...context, 'iam:PermissionsBoundary': boundaryArn },",
        'context,',
      ],
      [
        'tags at the making need the right to tag',
        'return tags.length === 0 ? [create] : [create, { action: `iam:Tag${kind.title}`, resource, context }]',
        'return [create]',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/attached-policies.ts',
    ['src/services/iam/needs.test.ts'],
    [
      [
        'attaching tells which policy in its need',
        "return { ...boundaryOf(row), 'iam:PolicyARN': arn }",
        'return boundaryOf(row)',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/update-user.ts',
    ['src/services/iam/needs.test.ts'],
    [
      [
        'a new name or path needs permission for both',
        'const arns = before === after ? [before] : [before, after]',
        'const arns = [before]',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/on-user-or-self.ts',
    ['src/services/iam/needs.test.ts', 'tests/sdk/create-access-key.test.ts'],
    [
      [
        'who acts on itself needs permission for itself',
        'const name = asked ?? self(caller)',
        "const name = asked ?? 'nobody'",
      ],
      [
        'whoever is named needs permission for that one',
        'const name = asked ?? self(caller)',
        'const name = self(caller)',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/access-keys.ts',
    ['src/services/iam'],
    [
      [
        'a key is the named user’s',
        'if (key?.userId !== user.id) throw noKey(id)',
        'if (key === undefined) throw noKey(id)',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/tags.ts',
    ['src/services/iam'],
    [
      [
        'the tag that ties a role to its cluster is reserved',
        "if (lower === 'podid:cluster') throw invalid('The tag key podid:cluster is reserved: it is given by podid alone.')",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/iam/create-open-id-connect-provider.ts',
    ['src/services/iam'],
    [
      [
        'nobody makes a provider under the name of a cluster’s',
        ' ||\n    `${name.toLowerCase()}/`.startsWith(clusters)',
        '',
      ],
    ],
  ),
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
  ...inFile('src/server/lookup.ts', pipeline, [
    ["a session ends with its user, and a user's key too", 'return user?.id === id ? user : undefined', 'return user'],
  ]),
  ...inFile('src/services/request-context.ts', pipeline, [
    [
      'sessions can be revoked by when they were issued',
      "put('aws:tokenissuetime', `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`)",
      '',
    ],
  ]),
  ...inFile('src/services/sts/assume-role.ts', sts, [
    [
      'AssumeRole: the role trusts the caller',
      "if (decision.result !== 'Allow') throw notAuthorized(caller, action, role.arn)",
      '',
    ],
    ['AssumeRole: tags need sts:TagSession', "if (asked.tags.tags.length > 0) actions.push('sts:TagSession')", ''],
    [
      'AssumeRole: a source identity needs sts:SetSourceIdentity',
      "if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')",
      '',
    ],
    [
      'AssumeRole: a source identity stays',
      'caller.session?.sourceIdentity ?? input.sourceIdentity',
      'input.sourceIdentity ?? caller.session?.sourceIdentity',
    ],
    ['AssumeRole: not by the root', "if (caller.principal.kind === 'account')", 'if (false)'],
    [
      'AssumeRole: MFA is not believed',
      'if (said.SerialNumber !== undefined || said.TokenCode !== undefined)',
      'if (false)',
    ],
    ['AssumeRole: the trust policy sees the external id', "'sts:ExternalId': asked.externalId,", ''],
  ]),
  ...inFile('src/services/sts/session-life.ts', sts, [
    [
      'a chained session lives an hour at most',
      'if (chained && asked !== undefined && asked > chainedLimit)',
      'if (false)',
    ],
    [
      'a session lives as long as its role allows',
      'if (asked !== undefined && asked > role.maxSessionDuration)',
      'if (false)',
    ],
  ]),
  ...inFile('src/services/sts/session-tags.ts', sts, [
    ['a transitive tag cannot be set anew', 'if (asked.tags.some(({ key }) => kept.has(lower(key))))', 'if (false)'],
    ['a session tag is said once', 'if (byKey.size < tags.length)', 'if (false)'],
    ['session tags of aws: are reserved', "if (tags.some(({ key }) => lower(key).startsWith('aws:')))", 'if (false)'],
  ]),
  ...inFile('src/services/sts/role-at.ts', sts, [
    ['the role is of that very ARN', 'return role?.arn === arn ? role : undefined', 'return role'],
  ]),
  ...inFile('src/services/sts/assume-role-with-web-identity.ts', sts, [
    [
      'web identity: the role trusts the provider',
      "!== 'Allow') throw notByWebIdentity(action)",
      "!== 'Allow') continue",
    ],
    ['web identity: tags need sts:TagSession', "if (asked.tags.tags.length > 0) actions.push('sts:TagSession')", ''],
    [
      'web identity: a source identity needs sts:SetSourceIdentity',
      "if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')",
      '',
    ],
  ]),
  ...inFile('src/services/sts/web-identity.ts', sts, [
    [
      'web identity: the audience is a client of the provider',
      'audiences: provider.clientIds',
      "audiences: ['sts.amazonaws.com', 'pods.eks.amazonaws.com']",
    ],
    [
      "web identity: a cluster's provider ends with the cluster",
      "cluster?.providerArn === arn ? clusterTrust(cluster, now()) : 'not-its-token'",
      "cluster === undefined ? 'not-its-token' : clusterTrust(cluster, now())",
    ],
    [
      "web identity: a provider's keys are for its own tokens",
      'if (unverifiedClaims(token)?.issuer !== issuer)',
      'if (false)',
    ],
  ]),
  ...inFile('src/services/sts/get-session-token.ts', sts, [
    ['GetSessionToken: not with temporary credentials', 'temporary !== undefined || ', ''],
    [
      'GetSessionToken: MFA is not believed',
      'if (said.SerialNumber !== undefined || said.TokenCode !== undefined)',
      'if (false)',
    ],
  ]),
  ...inFile('src/services/sts/user-sessions.ts', sts, [
    [
      "STS by Amazon's rules for sessions of users",
      "if (caller.session?.kind === 'user' && !limits.sessionsMayCallIam) throw notWithSession(it.name)",
      '',
    ],
  ]),
  ...inFile('src/services/iam/open-to.ts', iam, [
    ["IAM by Amazon's rules for sessions of users", 'if (!iamOpenTo(parts.caller, parts.limits))', 'if (false)'],
  ]),
  ...inFile('src/services/iam/simulation/source.ts', simulation, [
    [
      'simulation: permitted by whose policies are asked about',
      'return { action, resource: arn, context:',
      "return { action, resource: '*', context:",
    ],
    ['simulation: an entity is of that very ARN', 'found(row?.arn === arn ? row : undefined, ', 'found(row, '],
  ]),
  ...inFile('src/services/iam/simulation/documents.ts', simulation, [
    [
      'simulation: an unreadable policy is no empty one',
      'if (isFault(policy)) throw unreadable(source)',
      'if (isFault(policy)) return stored(source, \'{"Statement":[]}\')',
    ],
    [
      'simulation: a boundary that is gone is not none',
      'if (text === undefined) throw unreadable(arn)',
      'if (text === undefined) return \'{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}\'',
    ],
  ]),
  ...inFile('src/services/iam/simulation/simulate.ts', simulation, [
    [
      'simulation: a page has a bounded number of decisions',
      'Math.min(asked.paging.maxItems, atOnce)',
      'asked.paging.maxItems',
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
    ['a retired master key opens no session after 36 hours', "  if (master.isOver(now)) return 'invalid-token'\n", ''],
    ['a session token has one spelling', " || token.toString('base64') !== sessionToken", ''],
  ]),
  ...inFile('src/services/encoded-reason.ts', reasons, [
    ['a reason is bound to its account', 'authorization-message/${account}', 'authorization-message/'],
    [
      'a reason is sealed for its purpose alone',
      'keyring.open(purpose(account), encoded)',
      "keyring.open(encoded.length < 100 ? 'access-key' : purpose(account), encoded)",
    ],
    ['a reason opens to no more than it can hold', ', { maxOutputLength: largest }', ''],
    ['a reason fits into a header', 'if (sealed.length <= longest) return sealed', 'return sealed'],
    ['who has not signed is told no reason', "if (caller.principal.kind === 'anonymous') return undefined", ''],
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
    ['an explicit deny wins', "if (anyDenies(identity, question, action)) return 'identity-based policy'", ''],
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
  ...inFile('src/policy/evaluate.ts', policy, [
    [
      "policy: a deny in the resource's policy wins",
      "if (resource !== undefined && denies(resource, question, action, bounded)) return 'resource-based policy'",
      '',
    ],
    [
      'policy: a deny in the trust policy wins',
      "if (trust !== undefined && denies(trust, question, action, bounded)) return 'resource-based policy'",
      '',
    ],
    [
      'policy: a deny in the boundary wins',
      "if (boundary !== undefined && denies(boundary, question, action, bounded)) return 'permissions boundary'",
      '',
    ],
    [
      'policy: a deny in the session policy wins',
      "if (session !== undefined && anyDenies(session, question, action)) return 'session policy'",
      '',
    ],
    [
      'policy: across accounts the resource must trust the caller',
      '(across || grants.trust !== undefined)',
      'grants.trust !== undefined',
    ],
    ['policy: a role must trust the caller', '(across || grants.trust !== undefined)', 'across'],
    [
      'policy: across accounts the caller must be permitted, too',
      "if (!across && named === 'own')",
      "if (named === 'own')",
    ],
    [
      'policy: across accounts a named role must be permitted, too',
      "const byResource = !across && named === 'named'",
      "const byResource = named === 'named'",
    ],
    [
      'policy: trust in an account is no permission for all in it',
      "const byResource = !across && named === 'named'",
      "const byResource = !across && named !== 'not'",
    ],
    [
      'policy: a named role is limited by its boundary and session policy',
      "if (!across && named === 'own') return",
      "if (!across && (named === 'own' || named === 'named')) return",
    ],
    [
      'policy: who is nobody here needs the resource',
      "return [named === 'not', 'resource-based policy']",
      "return [false, 'resource-based policy']",
    ],
    [
      'policy: an Allow without a resource allows nothing',
      'statement?.resources !== undefined',
      'statement !== undefined',
    ],
    ['policy: an Allow without a principal grants nobody', 'if (statement.principals !== undefined) best', 'best'],
    ['policy: a condition that fails keeps a statement from applying', 'answer === false || ', ''],
    ['policy: what cannot be known keeps an Allow from applying', ' || (answer === undefined && allow)', ''],
    ['policy: what cannot be known does not stop a Deny', '(answer === undefined && allow)', 'answer === undefined'],
    [
      'policy: a variable without a value does not widen NotResource',
      'return resources.not && !(unknown && allow)',
      'return resources.not',
    ],
    [
      'policy: a variable without a value does not stop a Deny by NotResource',
      'return resources.not && !(unknown && allow)',
      'return resources.not && !unknown',
    ],
  ]),
  ...inFile('src/policy/principal.ts', policy, [
    ['policy: a Deny with NotPrincipal spares nobody with a boundary', '!bounded && exceptsAll', 'exceptsAll'],
    ['policy: NotPrincipal must list the account', 'listed.some((value) => accountOf(value) === who.account) &&', ''],
    [
      'policy: NotPrincipal must list the session or user',
      "(who.kind === 'account' || listed.some((value) => isOwn(value, who))) &&",
      '',
    ],
    [
      'policy: NotPrincipal must list the role of a session',
      '(who.roleArn === undefined || listed.some((value) => isRole(value, who)))',
      'true',
    ],
    [
      'policy: a star names no service or provider',
      "(effect === 'Deny' && values.includes('*'))",
      "values.includes('*')",
    ],
    ['policy: the anonymous belong to no account', "if (who.account === '') return 'not'", ''],
    ['policy: another session is another', "(kind !== 'session' || value.includes(':'))", 'true'],
    [
      'policy: a principal is of its account',
      "accountOf(value) === who.account ? 'account'",
      "accountOf(value) !== undefined ? 'account'",
    ],
  ]),
  ...inFile('src/policy/condition.ts', policy, [
    [
      'policy: an operator that is not known is never known to hold',
      'if (test === undefined) return undefined',
      'if (test === undefined) return true',
    ],
    ['policy: a variable without a value widens no negation', 'negated ? undefined : false', 'false'],
    ['policy: ForAnyValue of nothing does not hold', 'test.ifExists ? undefined : false', 'true'],
    [
      'policy: a key that is not there matches nothing',
      "|| test.set === 'all' || test.negated",
      "|| test.set === 'all' || true",
    ],
    ['policy: ForAllValues wants all', "const all = test.set === 'all' || ", 'const all = '],
    ['policy: a negated operator wants all values to differ', ' || (test.set === undefined && test.negated)', ''],
    ['policy: numbers, dates and addresses take no variables', "'manner' in row || row.variables === true", 'true'],
  ]),
  ...inFile('src/policy/pattern.ts', policy, [
    [
      'policy: variables stand in the last segment of a resource only',
      "partsOf(text, manner === 'resource' ? freeFrom(text) : 0)",
      'partsOf(text, 0)',
    ],
    [
      'policy: wildcards keep to their segment of an ARN',
      "const free = manner === 'resource' || manner === 'arn' ? freeFrom(text) : 0",
      'const free = 0',
    ],
    [
      'policy: a star that ends its segment stays in it for ArnLike',
      "bound && !(manner === 'resource' && ends)",
      'bound && !ends',
    ],
  ]),
  ...inFile('src/policy/variables.ts', policy, [
    ['policy: a key of several values stands for nothing', 'values.length === 1 ? values[0] : undefined', 'values[0]'],
  ]),
  ...inFile('src/policy/glob.ts', policy, [
    ['policy: a bound star takes no colon', '(tokens[star] === any || text.charCodeAt(taken) !== colon)', 'true'],
    [
      'policy: a bound question mark takes no colon',
      'token === oneInSegment && unit !== colon',
      'token === oneInSegment',
    ],
  ]),
  ...inFile('src/policy/compile.ts', policy, [
    [
      'policy: variables are of version 2012-10-17',
      "const variables = document.version === '2012-10-17'",
      'const variables = true',
    ],
  ]),
  ...inFile('src/policy/statement.ts', policy, [
    ['policy: a Deny that names no action denies every one', "it.effect === 'Deny' ? ['*'] : []", '[]'],
    ['policy: an Allow that names no action allows none', "it.effect === 'Deny' ? ['*'] : []", "['*']"],
  ]),
  ...inFile('src/policy/json.ts', policy, [
    ['policy: a member stands once', ' || members.has(name.value)', ''],
    ['policy: documents are not nested without end', 'if (depth > deepest) throw new NoJson(at)', ''],
  ]),
  ...inFile(
    'src/policy/document.ts',
    ['src/policy/compile.test.ts'],
    [['policy: a huge document is not read', 'if (text.length > longest) return', 'if (false) return']],
  ),
  ...inFile(
    'src/policy/cache.ts',
    ['src/policy/compile.test.ts'],
    [
      ['policy: the cache holds so many texts', 'this.#kept.size <= this.most &&', ''],
      ['policy: the cache holds so many characters', ' && this.#characters <= this.mostCharacters) return', ') return'],
    ],
  ),
  ...inFile('src/policy/validate.ts', policy, [
    [
      'policy: an identity-based policy has no principal',
      "it.principals === undefined ? undefined : ['Policy document should not specify a principal.', it.start],",
      'undefined,',
    ],
    ['policy: an operator must be known', 'if (unknown !== undefined) return [words.syntax, unknown.start]', ''],
    ['policy: a trust policy speaks of STS only', 'trustActions.includes(value.toLowerCase())', 'true'],
    [
      'policy: a trust policy has a principal',
      'trust: [someStatements, grammar, hasPrincipal,',
      'trust: [someStatements, grammar,',
    ],
  ]),
]
