import { describe, expect, test } from 'bun:test'
import type { Tables } from '../../store'
import type { Caller, Said } from '../operation'
import { arn, document, newAccount, trust, trusting } from './iam.test-support'

// Every refusal that IAM can give: what was done before, what is asked, and what is answered.

type Step = readonly [operation: string, said: Said]
interface Case {
  readonly what: string
  readonly before?: readonly Step[]
  readonly ask: Step
  readonly answer: string
  readonly as?: Caller
}

const role = (more: Said = {}): Step => ['CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust, ...more }]
const user = (more: Said = {}): Step => ['CreateUser', { UserName: 'u', ...more }]
const policy = (more: Said = {}): Step => ['CreatePolicy', { PolicyName: 'p', PolicyDocument: document, ...more }]
const provider = (more: Said = {}): Step => [
  'CreateOpenIDConnectProvider',
  { Url: 'https://oidc.example.com', ...more },
]
const policyArn = arn('policy/p')
const providerArn = arn('oidc-provider/oidc.example.com')
const tag = (Key: string): Said => ({ Key, Value: 'v' })
const awsPolicy = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
const times = (count: number, step: (at: number) => Step): readonly Step[] =>
  Array.from({ length: count }, (_, at) => step(at))
const letters = (count: number): string => document.replace('GetObject', 'G'.repeat(count))

const duplicate = 'InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive.'
const reserved = 'InvalidInput: aws: prefixed tag key names are not allowed for external use.'
const ofPodid = 'InvalidInput: The tag key podid:cluster is reserved: it is given by podid alone.'
const tooManyTags = 'LimitExceeded: The number of tags has reached the maximum limit.'

const both: readonly {
  readonly title: string
  readonly word: string
  readonly make: typeof role
  readonly size: number
}[] = [
  { title: 'Role', word: 'role', make: role, size: 10240 },
  { title: 'User', word: 'user', make: user, size: 2048 },
]

const alike: readonly Case[] = both.flatMap(({ title, word, make, size }): readonly Case[] => {
  const name = word[0]
  const of = { [`${title}Name`]: name }
  const nobody = { [`${title}Name`]: 'nobody' }
  const gone = `NoSuchEntity: The ${word} with name nobody cannot be found.`
  const missing = (operation: string, said: Said = {}): Case => ({
    what: `${operation} of nobody`,
    before: [policy()],
    ask: [operation, { ...nobody, ...said }],
    answer: gone,
  })
  const scope = `NoSuchEntity: Scope ARN: ${arn('policy/none')} does not exist or is not attachable.`
  return [
    missing(`Get${title}`),
    missing(`Delete${title}`),
    missing(`Update${title}`),
    missing(`Tag${title}`, { Tags: [tag('k')] }),
    missing(`Untag${title}`, { TagKeys: ['k'] }),
    missing(`List${title}Tags`),
    missing(`Put${title}Policy`, { PolicyName: 'i', PolicyDocument: document }),
    missing(`Get${title}Policy`, { PolicyName: 'i' }),
    missing(`Delete${title}Policy`, { PolicyName: 'i' }),
    missing(`List${title}Policies`),
    missing(`Attach${title}Policy`, { PolicyArn: policyArn }),
    missing(`Detach${title}Policy`, { PolicyArn: policyArn }),
    missing(`ListAttached${title}Policies`),
    missing(`Put${title}PermissionsBoundary`, { PermissionsBoundary: policyArn }),
    missing(`Delete${title}PermissionsBoundary`),
    {
      what: `Create${title} of a name that is taken, in other letters`,
      before: [make()],
      ask: [make()[0], { ...make()[1], [`${title}Name`]: name?.toUpperCase() }],
      answer: `EntityAlreadyExists: ${title} with name ${name?.toUpperCase()} already exists.`,
    },
    {
      what: `Create${title} with a boundary that is not`,
      ask: make({ PermissionsBoundary: arn('policy/none') }),
      answer: scope,
    },
    {
      what: `Put${title}PermissionsBoundary that is not`,
      before: [make()],
      ask: [`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: arn('policy/none') }],
      answer: scope,
    },
    {
      what: `Put${title}PermissionsBoundary that is no policy`,
      before: [make()],
      ask: [`Put${title}PermissionsBoundary`, { ...of, PermissionsBoundary: arn('not_a_policy/x') }],
      answer: `InvalidInput: ARN ${arn('not_a_policy/x')} is not valid.`,
    },
    { what: `Create${title} with tags twice`, ask: make({ Tags: [tag('team'), tag('Team')] }), answer: duplicate },
    { what: `Create${title} with AWS's tag`, ask: make({ Tags: [tag('AWS:x')] }), answer: reserved },
    { what: `Create${title} with a cluster's tag`, ask: make({ Tags: [tag('PodId:Cluster')] }), answer: ofPodid },
    {
      what: `Tag${title} twice`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('a'), tag('A')] }],
      answer: duplicate,
    },
    {
      what: `Tag${title} with AWS's tag`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('aws:x')] }],
      answer: reserved,
    },
    {
      what: `Tag${title} with a cluster's tag`,
      before: [make()],
      ask: [`Tag${title}`, { ...of, Tags: [tag('podid:cluster')] }],
      answer: ofPodid,
    },
    {
      what: `Tag${title} beyond fifty`,
      before: [make({ Tags: Array.from({ length: 50 }, (_, at) => tag(`k${at}`)) })],
      ask: [`Tag${title}`, { ...of, Tags: [tag('k50')] }],
      answer: tooManyTags,
    },
    {
      what: `Put${title}Policy that is no JSON`,
      before: [make()],
      ask: [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: '{' }],
      answer: 'MalformedPolicyDocument: This policy contains invalid Json',
    },
    {
      what: `Put${title}Policy that names a principal`,
      before: [make()],
      ask: [
        `Put${title}Policy`,
        { ...of, PolicyName: 'i', PolicyDocument: document.replace('"Effect"', '"Principal":"*","Effect"') },
      ],
      answer: 'MalformedPolicyDocument: Policy document should not specify a principal.',
    },
    {
      what: `Put${title}Policy beyond the size of all together`,
      before: [make(), [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: document }]],
      ask: [`Put${title}Policy`, { ...of, PolicyName: 'j', PolicyDocument: letters(size - 150) }],
      answer: `LimitExceeded: Maximum policy size of ${size} bytes exceeded for ${word} ${name}`,
    },
    {
      what: `Get${title}Policy that is not`,
      before: [make()],
      ask: [`Get${title}Policy`, { ...of, PolicyName: 'none' }],
      answer: `NoSuchEntity: The ${word} policy with name none cannot be found.`,
    },
    {
      what: `Delete${title}Policy that is not`,
      before: [make()],
      ask: [`Delete${title}Policy`, { ...of, PolicyName: 'none' }],
      answer: `NoSuchEntity: The ${word} policy with name none cannot be found.`,
    },
    {
      what: `Attach${title}Policy that is not`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: arn('policy/none') }],
      answer: `NoSuchEntity: Policy ${arn('policy/none')} does not exist or is not attachable.`,
    },
    {
      what: `Attach${title}Policy by no ARN`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: 'longpolicynamebutnoarn' }],
      answer: 'ValidationError: ARN longpolicynamebutnoarn is not valid.',
    },
    {
      what: `Attach${title}Policy by an ARN that no store can hold`,
      before: [make()],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: `${policyArn}\0` }],
      answer: `ValidationError: ARN ${policyArn}? is not valid.`,
    },
    {
      what: `Attach${title}Policy, the eleventh`,
      before: [
        make(),
        ...times(11, (at) => policy({ PolicyName: `p${at}` })),
        ...times(10, (at): Step => [`Attach${title}Policy`, { ...of, PolicyArn: arn(`policy/p${at}`) }]),
      ],
      ask: [`Attach${title}Policy`, { ...of, PolicyArn: arn('policy/p10') }],
      answer: `LimitExceeded: Cannot exceed quota for PoliciesPer${title}: 10`,
    },
    {
      what: `Detach${title}Policy that is not attached`,
      before: [make(), policy()],
      ask: [`Detach${title}Policy`, { ...of, PolicyArn: policyArn }],
      answer: `NoSuchEntity: Policy ${policyArn} was not found.`,
    },
    {
      what: `Delete${title} with a policy attached`,
      before: [make(), policy(), [`Attach${title}Policy`, { ...of, PolicyArn: policyArn }]],
      ask: [`Delete${title}`, of],
      answer: 'DeleteConflict: Cannot delete entity, must detach all policies first.',
    },
    {
      what: `Delete${title} with an inline policy`,
      before: [make(), [`Put${title}Policy`, { ...of, PolicyName: 'i', PolicyDocument: document }]],
      ask: [`Delete${title}`, of],
      answer: 'DeleteConflict: Cannot delete entity, must delete policies first.',
    },
    {
      what: `List${title}s from a marker that is none`,
      ask: [`List${title}s`, { Marker: 'nonsense' }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s from a marker with a character that no store can hold`,
      ask: [`List${title}s`, { Marker: Buffer.from('0:a\0').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s from a marker of a place that is not`,
      ask: [`List${title}s`, { Marker: Buffer.from('1:a').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}s in a path from the marker of one who is gone`,
      ask: [`List${title}s`, { PathPrefix: '/a/', Marker: Buffer.from('0:#gone').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
    {
      what: `List${title}Tags from a marker that is no number`,
      before: [make()],
      ask: [`List${title}Tags`, { ...of, Marker: Buffer.from('0:-1').toString('base64url') }],
      answer: 'ValidationError: Invalid Marker.',
    },
  ]
})

const ofRoles: readonly Case[] = [
  {
    what: 'UpdateRoleDescription of nobody',
    ask: ['UpdateRoleDescription', { RoleName: 'nobody', Description: '' }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'UpdateAssumeRolePolicy of nobody',
    ask: ['UpdateAssumeRolePolicy', { RoleName: 'nobody', PolicyDocument: trust }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'ListInstanceProfilesForRole of nobody',
    ask: ['ListInstanceProfilesForRole', { RoleName: 'nobody' }],
    answer: 'NoSuchEntity: The role with name nobody cannot be found.',
  },
  {
    what: 'CreateRole with a trust policy that is no JSON',
    ask: role({ AssumeRolePolicyDocument: 'x' }),
    answer: 'MalformedPolicyDocument: This policy contains invalid Json',
  },
  {
    what: 'CreateRole with a resource in the trust policy',
    ask: role({ AssumeRolePolicyDocument: trust.replace('"Effect"', '"Resource":"*","Effect"') }),
    answer: 'MalformedPolicyDocument: Has prohibited field Resource',
  },
  {
    what: 'UpdateAssumeRolePolicy with a resource',
    before: [role()],
    ask: [
      'UpdateAssumeRolePolicy',
      { RoleName: 'r', PolicyDocument: trust.replace('"Effect"', '"Resource":"*","Effect"') },
    ],
    answer: 'MalformedPolicyDocument: Has prohibited field Resource',
  },
  {
    what: 'CreateRole with a long trust policy',
    ask: role({ AssumeRolePolicyDocument: trusting({ Service: 'p'.repeat(2048) }) }),
    answer: 'LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048',
  },
  ...[
    arn('role/nobody'),
    arn('user/nobody'),
    arn('role/path/s'),
    arn('role/S'),
    arn('group/g'),
    'arn:aws:sts::111122223333:assumed-role/nobody/session',
    'arn:aws:sts::111122223333:assumed-role/s',
    'arn:aws-cn:iam::111122223333:root',
    'AROAAAAAAAAAAAAAAAAAA',
    'AIDAAAAAAAAAAAAAAAAAA',
    'anybody',
  ].map(
    (principal): Case => ({
      what: `CreateRole that trusts ${principal}`,
      before: [role({ RoleName: 's' })],
      ask: role({ AssumeRolePolicyDocument: trusting({ AWS: principal }) }),
      answer: `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${principal}"`,
    }),
  ),
  {
    what: 'UpdateAssumeRolePolicy that trusts nobody',
    before: [role()],
    ask: ['UpdateAssumeRolePolicy', { RoleName: 'r', PolicyDocument: trusting({ AWS: arn('role/nobody') }) }],
    answer: `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${arn('role/nobody')}"`,
  },
]

const key = 'AKIAIOSFODNN7EXAMPLE'
const ofUsers: readonly Case[] = [
  ...['CreateAccessKey', 'ListAccessKeys', 'ListGroupsForUser'].map(
    (operation): Case => ({
      what: `${operation} of nobody`,
      ask: [operation, { UserName: 'nobody' }],
      answer: 'NoSuchEntity: The user with name nobody cannot be found.',
    }),
  ),
  ...(
    [
      ['GetUser', {}],
      ['CreateAccessKey', {}],
      ['ListAccessKeys', {}],
      ['DeleteAccessKey', { AccessKeyId: key }],
      ['UpdateAccessKey', { AccessKeyId: key, Status: 'Active' }],
    ] as const
  ).map(
    (ask): Case => ({
      what: `${ask[0]} by the root, who is no user`,
      ask,
      answer: 'ValidationError: Must specify userName when calling with non-User credentials',
    }),
  ),
  {
    what: 'the third access key',
    before: [user(), ...times(2, () => ['CreateAccessKey', { UserName: 'u' }])],
    ask: ['CreateAccessKey', { UserName: 'u' }],
    answer: 'LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2',
  },
  {
    what: 'UpdateAccessKey that is not',
    before: [user()],
    ask: ['UpdateAccessKey', { UserName: 'u', AccessKeyId: key, Status: 'Inactive' }],
    answer: `NoSuchEntity: The Access Key with id ${key} cannot be found.`,
  },
  {
    what: 'UpdateAccessKey to what is no switch',
    before: [user()],
    ask: ['UpdateAccessKey', { UserName: 'u', AccessKeyId: key, Status: 'Expired' }],
    answer: 'InvalidInput: The status Expired cannot be set.',
  },
  {
    what: 'DeleteAccessKey that is not',
    before: [user()],
    ask: ['DeleteAccessKey', { UserName: 'u', AccessKeyId: key }],
    answer: `NoSuchEntity: The Access Key with id ${key} cannot be found.`,
  },
  {
    what: 'GetAccessKeyLastUsed that is not',
    ask: ['GetAccessKeyLastUsed', { AccessKeyId: key }],
    answer: `AccessDenied: User: ${arn('root')} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${key}`,
  },
  {
    what: 'DeleteUser with an access key',
    before: [user(), ['CreateAccessKey', { UserName: 'u' }]],
    ask: ['DeleteUser', { UserName: 'u' }],
    answer: 'DeleteConflict: Cannot delete entity, must delete access keys first.',
  },
  {
    what: 'UpdateUser to a name that is taken',
    before: [user(), user({ UserName: 'Taken' })],
    ask: ['UpdateUser', { UserName: 'u', NewUserName: 'taken' }],
    answer: 'EntityAlreadyExists: User with name taken already exists.',
  },
]

const none = arn('policy/none')
const changesOfPolicies: readonly Step[] = [
  ['DeletePolicy', {}],
  ['CreatePolicyVersion', { PolicyDocument: document }],
  ['DeletePolicyVersion', { VersionId: 'v2' }],
  ['SetDefaultPolicyVersion', { VersionId: 'v2' }],
  ['TagPolicy', { Tags: [tag('k')] }],
  ['UntagPolicy', { TagKeys: ['k'] }],
]
const readingOfPolicies: readonly Step[] = [
  ['GetPolicy', {}],
  ['GetPolicyVersion', { VersionId: 'v2' }],
  ['ListPolicyVersions', {}],
  ['ListPolicyTags', {}],
  ['ListEntitiesForPolicy', {}],
]
const versions = (count: number): readonly Step[] =>
  times(count, () => ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: document }])

const ofPolicies: readonly Case[] = [
  ...changesOfPolicies.map(
    ([operation, said]): Case => ({
      what: `${operation} of AWS's policy`,
      ask: [operation, { PolicyArn: awsPolicy, ...said }],
      answer: `AccessDenied: User: ${arn('root')} is not authorized to perform: iam:${operation} on resource: policy ${awsPolicy}`,
    }),
  ),
  ...[...changesOfPolicies, ...readingOfPolicies].flatMap(([operation, said]): readonly Case[] => [
    {
      what: `${operation} of a policy that is not`,
      ask: [operation, { PolicyArn: none, ...said }],
      answer:
        'VersionId' in said
          ? `NoSuchEntity: Policy ${none} version v2 does not exist or is not attachable.`
          : `NoSuchEntity: Policy ${none} was not found.`,
    },
    {
      what: `${operation} by another ARN`,
      ask: [operation, { PolicyArn: arn('role/some-role'), ...said }],
      answer: `InvalidInput: ARN ${arn('role/some-role')} is not valid.`,
    },
    ...('VersionId' in said
      ? [
          {
            what: `${operation} that is not`,
            before: [policy()],
            ask: [operation, { PolicyArn: policyArn, ...said }] as const,
            answer: `NoSuchEntity: Policy ${policyArn} version v2 does not exist or is not attachable.`,
          },
        ]
      : []),
  ]),
  {
    what: 'CreatePolicy of a name that is taken, in another path and other letters',
    before: [policy()],
    ask: policy({ PolicyName: 'P', Path: '/a/' }),
    answer: 'EntityAlreadyExists: A policy called P already exists. Duplicate names are not allowed.',
  },
  {
    what: 'CreatePolicy that is no JSON',
    ask: policy({ PolicyDocument: '[' }),
    answer: 'MalformedPolicyDocument: This policy contains invalid Json',
  },
  {
    what: 'CreatePolicy that is too long',
    ask: policy({ PolicyDocument: letters(6144) }),
    answer: 'LimitExceeded: Cannot exceed quota for PolicySize: 6144',
  },
  {
    what: 'CreatePolicy with tags twice',
    ask: policy({ Tags: [tag('a'), tag('a')] }),
    answer: 'InvalidInput: Duplicate tag keys found.',
  },
  { what: "CreatePolicy with AWS's tag", ask: policy({ Tags: [tag('aws:a')] }), answer: reserved },
  { what: "CreatePolicy with a cluster's tag", ask: policy({ Tags: [tag('podid:cluster')] }), answer: ofPodid },
  {
    what: 'CreatePolicy with a description that no store can hold',
    ask: policy({ Description: 'a\0' }),
    answer:
      "ValidationError: 1 validation error detected: Value at 'description' failed to satisfy constraint: Member must be printable",
  },
  {
    what: 'CreatePolicyVersion that is no JSON',
    before: [policy()],
    ask: ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: '[' }],
    answer: 'MalformedPolicyDocument: This policy contains invalid Json',
  },
  {
    what: 'CreatePolicyVersion that is too long',
    before: [policy()],
    ask: ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: letters(6144) }],
    answer: 'LimitExceeded: Cannot exceed quota for PolicySize: 6144',
  },
  {
    what: 'the sixth version',
    before: [policy(), ...versions(4)],
    ask: ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument: document }],
    answer:
      'LimitExceeded: A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
  },
  {
    what: 'DeletePolicyVersion that counts',
    before: [policy()],
    ask: ['DeletePolicyVersion', { PolicyArn: policyArn, VersionId: 'v1' }],
    answer: 'DeleteConflict: Cannot delete the default version of a policy.',
  },
  {
    what: 'DeletePolicy with more versions',
    before: [policy(), ...versions(1)],
    ask: ['DeletePolicy', { PolicyArn: policyArn }],
    answer:
      "DeleteConflict: This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  },
  {
    what: 'DeletePolicy that is attached',
    before: [role(), policy(), ['AttachRolePolicy', { RoleName: 'r', PolicyArn: policyArn }]],
    ask: ['DeletePolicy', { PolicyArn: policyArn }],
    answer: 'DeleteConflict: Cannot delete a policy attached to entities.',
  },
  {
    what: 'DeletePolicy that is a boundary',
    before: [policy(), user({ PermissionsBoundary: policyArn })],
    ask: ['DeletePolicy', { PolicyArn: policyArn }],
    answer: 'DeleteConflict: Cannot delete a policy attached to entities.',
  },
  {
    what: 'TagPolicy beyond fifty',
    before: [policy({ Tags: Array.from({ length: 50 }, (_, at) => tag(`k${at}`)) })],
    ask: ['TagPolicy', { PolicyArn: policyArn, Tags: [tag('K1')] }],
    answer: tooManyTags,
  },
]

const url = 'ValidationError: Invalid Open ID Connect Provider URL'
const tooManyClients = 'LimitExceeded: Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'
const clients = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `client-${at}`)
const ofProviders: readonly Case[] = [
  ...(
    [
      ['GetOpenIDConnectProvider', {}],
      ['UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: [] }],
      ['AddClientIDToOpenIDConnectProvider', { ClientID: 'c' }],
      ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'c' }],
      ['DeleteOpenIDConnectProvider', {}],
    ] as const
  ).flatMap(([operation, said]): readonly Case[] => [
    {
      what: `${operation} that is not`,
      ask: [operation, { OpenIDConnectProviderArn: providerArn, ...said }],
      answer: operation.startsWith('Delete')
        ? `NoSuchEntity: OpenId connect Provider ${providerArn} cannot be found.`
        : `NoSuchEntity: OpenIDConnect Provider not found for arn ${providerArn}`,
    },
    {
      what: `${operation} by another ARN`,
      ask: [operation, { OpenIDConnectProviderArn: policyArn, ...said }],
      answer: `InvalidInput: ARN ${policyArn} is not valid.`,
    },
    {
      what: `${operation} by no ARN`,
      ask: [operation, { OpenIDConnectProviderArn: 'https://oidc.example.com', ...said }],
      answer: 'ValidationError: ARN https://oidc.example.com is not valid.',
    },
  ]),
  ...[
    'http://oidc.example.com',
    'oidc.example.com',
    'https://',
    'https://a b',
    'https://a?b=c',
    'https://a#b',
    'https://me@a',
    'https://a\0b',
    'https://podid/clusters/abc',
    'https://PODID/Clusters/abc',
    'https://podid/clusters',
  ].map(
    (Url): Case => ({
      what: `CreateOpenIDConnectProvider of ${JSON.stringify(Url)}`,
      ask: provider({ Url }),
      answer: url,
    }),
  ),
  {
    what: 'CreateOpenIDConnectProvider of a URL that is taken',
    before: [provider()],
    ask: provider({ Url: 'https://oidc.example.com/' }),
    answer: 'EntityAlreadyExists: Provider with url https://oidc.example.com already exists.',
  },
  {
    what: 'CreateOpenIDConnectProvider with many thumbprints',
    ask: provider({ ThumbprintList: Array.from({ length: 6 }, () => 'a'.repeat(40)) }),
    answer: 'InvalidInput: Thumbprint list must contain fewer than 5 entries.',
  },
  {
    what: 'CreateOpenIDConnectProvider with a thumbprint that is none',
    ask: provider({ ThumbprintList: ['z'.repeat(40)] }),
    answer: 'InvalidInput: A thumbprint is 40 hexadecimal digits.',
  },
  {
    what: 'CreateOpenIDConnectProvider with many clients',
    ask: provider({ ClientIDList: clients(101) }),
    answer: tooManyClients,
  },
  {
    what: 'CreateOpenIDConnectProvider with a client that no store can hold',
    ask: provider({ ClientIDList: ['\0'] }),
    answer: 'InvalidInput: A client id has no control characters.',
  },
  {
    what: 'the client beyond a hundred',
    before: [provider({ ClientIDList: clients(100) })],
    ask: ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn: providerArn, ClientID: 'one-more' }],
    answer: tooManyClients,
  },
]

for (const [title, cases] of Object.entries({ alike, ofRoles, ofUsers, ofPolicies, ofProviders })) {
  describe(title, () => {
    for (const { what, before, ask, answer, as } of cases) {
      test(what, async () => {
        const account = newAccount()
        for (const [operation, said] of before ?? []) await account.call(operation, said)
        expect(await account.refusal(ask[0], ask[1], as)).toBe(answer)
      })
    }
  })
}

describe('quotas of the account', () => {
  const at = { path: '/', createdAt: 0, tags: [], inline: [], attached: [] }
  const fill = {
    RolesPerAccount: {
      ask: role(),
      limit: 1000,
      insert: (tx: Tables, name: string) =>
        tx.roles.insert(name, { ...at, name, arn: arn(`role/${name}`), id: name, trust, maxSessionDuration: 3600 }),
    },
    UsersPerAccount: {
      ask: user(),
      limit: 5000,
      insert: (tx: Tables, name: string) => tx.users.insert(name, { ...at, name, arn: arn(`user/${name}`), id: name }),
    },
    PoliciesPerAccount: {
      ask: policy(),
      limit: 1500,
      insert: (tx: Tables, name: string) =>
        tx.policies.insert(arn(`policy/${name}`), {
          name,
          path: '/',
          arn: arn(`policy/${name}`),
          id: name,
          createdAt: 0,
          updatedAt: 0,
          tags: [],
          defaultVersion: 'v1',
          versions: [],
          lastVersion: 1,
        }),
    },
    OpenIdConnectProvidersPerAccount: {
      ask: provider(),
      limit: 100,
      insert: (tx: Tables, url: string) =>
        tx.oidcProviders.insert(arn(`oidc-provider/${url}`), {
          arn: arn(`oidc-provider/${url}`),
          url,
          clientIds: [],
          thumbprints: [],
          tags: [],
          createdAt: 0,
        }),
    },
  }
  for (const [quota, { ask, limit, insert }] of Object.entries(fill)) {
    test(quota, async () => {
      const account = newAccount()
      await account.store.change(async (tx) => {
        for (let at = 0; at < limit; at++) await insert(tx, `n${at}`)
      })
      expect(await account.refusal(...ask)).toBe(`LimitExceeded: Cannot exceed quota for ${quota}: ${limit}`)
    })
  }

  test('roles of clusters are not counted', async () => {
    const account = newAccount()
    await account.store.change(async (tx) => {
      for (let at = 0; at < 1000; at++) {
        const name = `n${at}`
        await tx.roles.insert(name, {
          path: '/podid/',
          createdAt: 0,
          tags: [],
          inline: [],
          attached: [],
          name,
          arn: name,
          id: name,
          trust,
          maxSessionDuration: 3600,
          ofCluster: 'blue',
        })
      }
    })
    expect(await account.refusal(...role())).toBe('no refusal')
  })
})

describe('what is of a cluster stays as it is', () => {
  const RoleName = 'podid-agent-0123456789abcdef'
  const OpenIDConnectProviderArn = arn('oidc-provider/podid/clusters/0123456789abcdef')
  const ofCluster = 'blue'
  const tags = [{ key: 'podid:cluster', value: ofCluster }]
  const changes: readonly Step[] = [
    ['UpdateRole', { RoleName }],
    ['UpdateRoleDescription', { RoleName, Description: '' }],
    ['UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust }],
    ['DeleteRole', { RoleName }],
    ['TagRole', { RoleName, Tags: [tag('k')] }],
    ['UntagRole', { RoleName, TagKeys: ['podid:cluster'] }],
    ['PutRolePolicy', { RoleName, PolicyName: 'i', PolicyDocument: document }],
    ['DeleteRolePolicy', { RoleName, PolicyName: 'own' }],
    ['AttachRolePolicy', { RoleName, PolicyArn: awsPolicy }],
    ['DetachRolePolicy', { RoleName, PolicyArn: awsPolicy }],
    ['PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: awsPolicy }],
    ['DeleteRolePermissionsBoundary', { RoleName }],
    ['UpdateOpenIDConnectProviderThumbprint', { OpenIDConnectProviderArn, ThumbprintList: [] }],
    ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'c' }],
    ['RemoveClientIDFromOpenIDConnectProvider', { OpenIDConnectProviderArn, ClientID: 'c' }],
    ['DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn }],
  ]
  for (const [operation, said] of changes) {
    test(operation, async () => {
      const account = newAccount()
      const role = {
        name: RoleName,
        path: '/podid/',
        arn: arn(`role/podid/${RoleName}`),
        id: 'AROAPODID',
        createdAt: 0,
        tags,
        inline: [{ name: 'own', document }],
        attached: [],
        trust,
        maxSessionDuration: 3600,
        ofCluster,
      }
      const provider = {
        arn: OpenIDConnectProviderArn,
        url: 'podid/clusters/0123456789abcdef',
        clientIds: [],
        thumbprints: [],
        tags: [],
        createdAt: 0,
        ofCluster,
      }
      await account.store.roles.insert(RoleName, role)
      await account.store.oidcProviders.insert(provider.arn, provider)
      const [what, name] = operation.includes('Role') ? ['role', RoleName] : ['provider', provider.url]
      expect(await account.refusal(operation, said)).toBe(
        `UnmodifiableEntity: Cannot perform the operation on the protected ${what} '${name}' - this ${what} is only modifiable by podid`,
      )
      expect(await account.store.roles.get(RoleName)).toEqual(role)
      expect(await account.store.oidcProviders.get(provider.arn)).toEqual(provider)
    })
  }
})
