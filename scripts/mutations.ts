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
]
