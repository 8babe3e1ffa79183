import { inFile, type Mutation } from '../mutation'

export const iamMutations: readonly Mutation[] = [
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
  ...inFile(
    'src/services/iam/open-to.ts',
    ['src/services/iam', 'src/server/session-ends.test.ts'],
    [["IAM by Amazon's rules for sessions of users", 'if (!iamOpenTo(parts.caller, parts.limits))', 'if (false)']],
  ),
  ...inFile(
    'src/services/iam/simulation/source.ts',
    ['src/services/iam/simulate.test.ts', 'src/services/iam/simulate-principal.test.ts'],
    [
      [
        'simulation: permitted by whose policies are asked about',
        'return { action, resource: arn, context:',
        "return { action, resource: '*', context:",
      ],
      ['simulation: an entity is of that very ARN', 'found(row?.arn === arn ? row : undefined, ', 'found(row, '],
    ],
  ),
  ...inFile(
    'src/services/iam/simulation/documents.ts',
    ['src/services/iam/simulate.test.ts', 'src/services/iam/simulate-principal.test.ts'],
    [
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
    ],
  ),
  ...inFile(
    'src/services/iam/simulation/simulate.ts',
    ['src/services/iam/simulate.test.ts', 'src/services/iam/simulate-principal.test.ts'],
    [
      [
        'simulation: a page has a bounded number of decisions',
        'Math.min(asked.paging.maxItems, atOnce)',
        'asked.paging.maxItems',
      ],
    ],
  ),
]
