import { inFile, type Mutation } from '../mutation'

export const eksAuthMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/eks-auth/assume-role-for-pod-identity.ts',
    ['src/services/eks-auth'],
    [
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
    ],
  ),
  ...inFile(
    'src/services/eks-auth/trust-decision.ts',
    ['src/services/eks-auth'],
    [
      [
        'an unreadable trust policy refuses',
        "if (isFault(trust)) return { action: 'sts:AssumeRole' }",
        'if (isFault(trust)) return undefined',
      ],
      [
        'tags need sts:TagSession',
        "tags.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole']",
        "tags.length > 0 ? ['sts:AssumeRole'] : ['sts:AssumeRole']",
      ],
      ['aws:SourceArn is the cluster', "['aws:sourcearn', cluster.arn],", ''],
      ['aws:SourceAccount is the account', "['aws:sourceaccount', account],", ''],
      [
        'the first role must be allowed, and trusted by the target',
        "if (decision.result !== 'Allow') return false",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/eks-auth/target-role.ts',
    ['src/services/eks-auth'],
    [
      [
        'the target role decides',
        'if (embedded && !(await firstRoleTrusted(target, session, given, parts))) throw refused()',
        '',
      ],
    ],
  ),
]
