import { inFile, type Mutation } from '../mutation'

export const eksMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/eks/roles.ts',
    ['src/services/eks'],
    [
      [
        'a role of another account is not passed',
        'if (parseArn(roleArn)?.account !== account)',
        'if (parseArn(roleArn) === undefined)',
      ],
      [
        'iam:PassRole is demanded, to EKS',
        "await demand({ action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': pods } })",
        '',
      ],
      [
        'iam:PassedToService is EKS',
        "context: { 'iam:PassedToService': pods }",
        "context: { 'iam:PassedToService': ['ec2.amazonaws.com', pods] }",
      ],
      [
        'the role is there, with this path',
        "if (role?.arn !== roleArn) throw invalid('Role provided in the request does not exist')",
        "if (role === undefined) throw invalid('Role provided in the request does not exist')",
      ],
      ['the trust policy lets EKS tag sessions', "['sts:AssumeRole', 'sts:TagSession']", "['sts:AssumeRole']"],
    ],
  ),
  ...inFile(
    'src/services/eks/association-checks.ts',
    ['src/services/eks'],
    [
      [
        'a policy goes without session tags',
        'if (!disableSessionTags) throw',
        'if (disableSessionTags === undefined) throw',
      ],
      ['a session policy is judged', 'if (wrong !== undefined) throw', 'if (wrong === null) throw'],
    ],
  ),
  ...inFile(
    'src/services/eks/new-association.ts',
    ['src/services/eks'],
    [
      ['one role a service account', 'if (there !== undefined) throw inUse', 'if (there === null) throw inUse'],
      [
        'a cluster has so many associations and no more',
        '>= here.limits.associationsPerCluster',
        '> here.limits.associationsPerCluster',
      ],
    ],
  ),
  ...inFile(
    'src/services/eks/rows.ts',
    ['src/services/eks'],
    [
      [
        'an association is found by its whole id',
        'return row?.cluster === cluster && row.id === id ? row : undefined',
        'return row?.cluster === cluster ? row : undefined',
      ],
      ['associations are counted', 'associationCount: before + more', 'associationCount: before'],
    ],
  ),
  ...inFile(
    'src/services/eks/kept-answers.ts',
    ['src/services/eks'],
    [
      [
        'a token with other parameters is refused',
        'if (kept.parameters !== digest(JSON.stringify(request.parameters)))',
        'if (kept.parameters === undefined)',
      ],
    ],
  ),
  ...inFile(
    'src/services/eks/create-pod-identity-association.ts',
    ['src/services/eks'],
    [
      [
        'tags at creation need eks:TagResource',
        'if (Object.keys(tags).length === 0) return create',
        'if (Object.keys(tags).length >= 0) return create',
      ],
      ['the role may be passed at creation', 'await mayPass(wanted.roleArn, parts)', ''],
    ],
  ),
  ...inFile(
    'src/services/eks/update-pod-identity-association.ts',
    ['src/services/eks'],
    [
      ['the role may be passed at a change', 'if (roleArn !== undefined) await mayPass(roleArn, parts)', ''],
      ['the new role fits', 'if (roleArn !== undefined) await fitForPods(tx, roleArn)', ''],
      ['the whole is judged after a change', 'acceptablePolicy(next.policy, next.disableSessionTags)', ''],
    ],
  ),
  ...inFile(
    'src/services/eks/tags.ts',
    ['src/services/eks'],
    [
      ['aws: is reserved', "if (key.toLowerCase().startsWith('aws:'))", "if (key.startsWith('AWS:!'))"],
      ['fifty tags at most', 'if (Object.keys(tags).length > most)', 'if (Object.keys(tags).length > 1_000)'],
    ],
  ),
  ...inFile(
    'src/services/eks/tagging.ts',
    ['src/services/eks'],
    [
      ['tags are of what the whole ARN names', 'row?.arn === arn ? {', 'row !== undefined ? {'],
      ['an ARN of another service is none', "if (parseArn(arn)?.service !== 'eks') throw", "if (arn === '') throw"],
    ],
  ),
  ...inFile(
    'src/services/eks/addon-associations.ts',
    ['src/services/eks'],
    [
      ['the roles of an add-on may be passed', 'for (const { roleArn } of wanted) await mayPass(roleArn, parts)', ''],
      [
        'an add-on’s associations need what making them needs',
        'return own === undefined || own.length === 0',
        'return own === undefined || own.length >= 0',
      ],
      [
        'an add-on gives roles to its own service accounts only',
        'if (!there.some((it) => it.name === name))',
        'if (there.some((it) => it.name === `${name}!`))',
      ],
      ['a changed role fits', 'await fitForPods(tx, roleArn)', ''],
    ],
  ),
  ...inFile(
    'src/services/eks/create-addon.ts',
    ['src/services/eks'],
    [
      [
        'the service account’s role may be passed',
        'if (serviceAccountRoleArn !== undefined) await mayPass(serviceAccountRoleArn, parts)',
        '',
      ],
      [
        'a configuration is judged at creation',
        'if (configurationValues !== undefined) readConfiguration(configurationValues, known)',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/eks/update-addon.ts',
    ['src/services/eks'],
    [
      [
        'the service account’s new role may be passed',
        'if (serviceAccountRoleArn !== undefined) await mayPass(serviceAccountRoleArn, parts)',
        '',
      ],
      ['a new configuration is judged', 'if (configurationValues) readConfiguration(configurationValues, known)', ''],
      ['one update at a time', 'if (busy.has(row.status))', "if (row.status === 'DELETING')"],
    ],
  ),
  ...inFile(
    'src/services/eks/addon-configuration.ts',
    ['src/services/eks'],
    [
      ['a configuration has a length', 'if (values.length > longest) throw', 'if (values.length < 0) throw'],
      ['no aliases', 'maxAliasCount: 0', 'maxAliasCount: -1'],
      ['warnings are mistakes', 'errors.length + warnings.length > 0', 'errors.length > 0'],
      ['the schema is kept to', 'if (mistakes.length > 0) throw', 'if (mistakes.length > 1_000) throw'],
    ],
  ),
  ...inFile(
    'src/services/eks/delete-cluster.ts',
    ['src/services/eks'],
    [['a protected cluster stays', 'if (cluster.deletionProtection === true)', "if (cluster.name === '')"]],
  ),
  ...inFile(
    'src/services/eks/describe-update.ts',
    ['src/services/eks'],
    [['an update is found with what it is of', 'if (it.addon !== addon) throw noUpdate(of.cluster, id)', '']],
  ),
  ...inFile(
    'src/services/eks/cluster-quota.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [['there are only so many clusters', '> limits.clusters', '> limits.clusters + 1_000']],
  ),
  ...inFile(
    'src/services/eks/create-cluster.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [
      [
        'a repeated request answers with its own cluster alone',
        'if (there !== undefined && there.id === before) return there',
        'if (there !== undefined && before !== undefined) return there',
      ],
    ],
  ),
  ...inFile(
    'src/services/eks/delete-cluster.ts',
    ['src/services/eks/cluster-life.test.ts', 'src/services/podid'],
    [['a protected cluster is not deleted', 'if (cluster.deletionProtection === true)', 'if (false)']],
  ),
]
