import { inFile, type Mutation } from '../mutation'

export const policyMutations: readonly Mutation[] = [
  ...inFile(
    'src/policy/evaluate.ts',
    ['src/services/access.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/policy/evaluate.ts',
    ['src/policy/cases.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/policy/principal.ts',
    ['src/policy/cases.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/policy/condition.ts',
    ['src/policy/cases.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/policy/pattern.ts',
    ['src/policy/cases.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/policy/variables.ts',
    ['src/policy/cases.test.ts'],
    [
      [
        'policy: a key of several values stands for nothing',
        'values.length === 1 ? values[0] : undefined',
        'values[0]',
      ],
    ],
  ),
  ...inFile(
    'src/policy/glob.ts',
    ['src/policy/cases.test.ts'],
    [
      ['policy: a bound star takes no colon', '(tokens[star] === any || text.charCodeAt(taken) !== colon)', 'true'],
      [
        'policy: a bound question mark takes no colon',
        'token === oneInSegment && unit !== colon',
        'token === oneInSegment',
      ],
    ],
  ),
  ...inFile(
    'src/policy/compile.ts',
    ['src/policy/cases.test.ts'],
    [
      [
        'policy: variables are of version 2012-10-17',
        "const variables = document.version === '2012-10-17'",
        'const variables = true',
      ],
    ],
  ),
  ...inFile(
    'src/policy/statement.ts',
    ['src/policy/cases.test.ts'],
    [
      ['policy: a Deny that names no action denies every one', "it.effect === 'Deny' ? ['*'] : []", '[]'],
      ['policy: an Allow that names no action allows none', "it.effect === 'Deny' ? ['*'] : []", "['*']"],
    ],
  ),
  ...inFile(
    'src/policy/json.ts',
    ['src/policy/cases.test.ts'],
    [
      ['policy: a member stands once', ' || members.has(name.value)', ''],
      ['policy: documents are not nested without end', 'if (depth > deepest) throw new NoJson(at)', ''],
    ],
  ),
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
  ...inFile(
    'src/policy/validate.ts',
    ['src/policy/cases.test.ts'],
    [
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
    ],
  ),
]
