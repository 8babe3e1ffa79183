import { inFile, type Mutation } from '../mutation'

export const podidMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/podid/put-addon-state.ts',
    ['src/services/eks', 'src/services/podid'],
    [
      [
        'what is told of another update changes nothing',
        "if (updateId !== undefined && updateId !== (row.updateId ?? '')) return row.status",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/activate-cluster.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [
      ['an activation needs its code', ' || !isCode(code, activation)', ''],
      ['an activation code expires', 'if (now >= activation.expiresAt)', 'if (false)'],
      ['an activation code is bound to the first keys', 'if (activation.boundTo !== undefined)', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/services/podid/hear.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [
      [
        'only the connector’s own role is heard as the connector',
        ' || caller.session?.roleArn !== cluster.connectorRoleArn',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/rotate-cluster-keys.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [
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
    ],
  ),
  ...inFile(
    'src/services/podid/create-sign-in-code.ts',
    ['src/services/podid/sign-in.test.ts'],
    [
      ['a code to sign in with is not for sessions', ' || session !== undefined', ''],
      [
        'asking for a code to sign in with needs permission',
        "({ action: 'podid:CreateSignInCode', resource: '*' })",
        "({ anyone: '' })",
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/sign-in.ts',
    ['src/services/podid/sign-in.test.ts'],
    [
      ['a code to sign in with expires', ' || now >= row.expiresAt', ''],
      ['a code to sign in with is spent', ' || !(await tx.signInCodes.remove(key))', ''],
      ['a code to sign in with is of this very user', 'user?.id === userId && ', ''],
      ['a code to sign in with is of this very key', 'asked?.userId === userId && ', 'asked !== undefined && '],
      ['a code to sign in with ends with its key', " && asked.status === 'Active'", ''],
    ],
  ),
  ...inFile(
    'src/services/podid/sign-in-codes.ts',
    ['src/services/podid/sign-in.test.ts'],
    [['a code to sign in with is kept as a hash', "createHash('sha256').update(code).digest('hex')", 'code']],
  ),
  ...inFile(
    'src/services/podid/search-roles.ts',
    ['src/services/podid/search-roles.test.ts'],
    [['searching roles needs permission', "({ action: 'podid:SearchRoles', resource: '*' })", "({ anyone: '' })"]],
  ),
  ...inFile(
    'src/services/podid/role-trust.ts',
    ['src/services/podid/search-roles.test.ts'],
    [
      [
        'that a role trusts pods is not said of one that an association cannot have',
        'if (lacking.length > 0)',
        'if (false)',
      ],
      [
        'that a role trusts pods is said of conditions by the decision of an exchange',
        'return refused === undefined',
        'return true',
      ],
      [
        'that a role trusts pods is not said where the policy asks which pod it is',
        'if (contextKeysOf(policy).some((it) => ofOnePod.has(it.toLowerCase())))',
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/policy/trust.ts',
    ['src/services/podid/search-roles.test.ts'],
    [
      ['a trust with conditions is not said to hold whatever they are', ' === 0)', ' >= 0)'],
      [
        'a trust with a Deny is not said to hold always',
        " || policy.statements.some(({ effect }) => effect === 'Deny')",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/get-activity.ts',
    ['src/services/podid/get-activity.test.ts'],
    [
      [
        'whoever may see the activity of one cluster sees no other',
        'return { action, resource: eksArn(here, `cluster/${cluster}`), context }',
        "return { anyone: '' }",
      ],
      [
        'the activity of all clusters needs permission',
        "if (cluster === undefined) return { action, resource: '*' }",
        "if (cluster === undefined) return { anyone: '' }",
      ],
    ],
  ),
  ...inFile(
    'src/services/podid/counted-exchanges.ts',
    ['src/services/podid/get-activity.test.ts'],
    [['exchanges are counted up to a bound', 'if (there > left) return counts', '']],
  ),
  ...inFile(
    'src/services/podid/look-through.ts',
    ['src/services/podid/search-associations.test.ts'],
    [['a search looks through no more rows than its bound', 'if (seen > mostLookedThrough) return undefined', '']],
  ),
]
