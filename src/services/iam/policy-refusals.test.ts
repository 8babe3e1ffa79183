import {
  awsPolicy,
  type Case,
  letters,
  ofPodid,
  policy,
  policyArn,
  refuses,
  reserved,
  role,
  type Step,
  tag,
  tooManyTags,
  user,
  versions,
} from './cases.test-support'
import { arn, document } from './iam.test-support'

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
  ...['"Version":"2008-10-17",', ''].flatMap((version): readonly Case[] => {
    const PolicyDocument = document.replace('"Version":"2012-10-17",', version)
    const answer = 'MalformedPolicyDocument: Policy document must be version 2012-10-17 or greater.'
    return [
      { what: `CreatePolicy of the language of 2008, saying ${version}`, ask: policy({ PolicyDocument }), answer },
      {
        what: `CreatePolicyVersion of the language of 2008, saying ${version}`,
        before: [policy()],
        ask: ['CreatePolicyVersion', { PolicyArn: policyArn, PolicyDocument }],
        answer,
      },
    ]
  }),
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

refuses(ofPolicies)
