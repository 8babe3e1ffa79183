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

/** The cases of tests/cases/policy. */
const policy = ['src/policy/cases.test.ts']

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
