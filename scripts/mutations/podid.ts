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
]
