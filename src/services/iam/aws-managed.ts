import type { ManagedPolicy } from '../../domain'

// Managed policies that AWS owns, as published: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
// Here are those that can mean something to podid. They are part of the program: no request changes them.

interface Published {
  readonly name: string
  readonly id: string
  readonly version: string
  readonly description: string
  readonly created: string
  readonly edited: string
  readonly statement: { readonly Sid?: string; readonly Action: string | readonly string[] }
}

const published: readonly Published[] = [
  {
    name: 'AdministratorAccess',
    id: 'ANPAIWMBCKSKIEE64ZLYK',
    version: 'v1',
    description: 'Everything in the account.',
    created: '2015-02-06T18:39Z',
    edited: '2015-02-06T18:39Z',
    statement: { Action: '*' },
  },
  {
    name: 'AmazonEKSWorkerNodeMinimalPolicy',
    id: 'ANPAEKSWORKERMINIMAL2',
    version: 'v1',
    description: 'What a worker node needs for pod identities.',
    created: '2024-10-02T20:03Z',
    edited: '2024-10-02T20:03Z',
    statement: { Sid: 'WorkerNodePermissions', Action: ['eks-auth:AssumeRoleForPodIdentity'] },
  },
  {
    name: 'AmazonEKSWorkerNodePolicy',
    id: 'ANPAEKSWORKERNODEPOL3',
    version: 'v3',
    description: 'What a worker node needs to join a cluster.',
    created: '2018-05-27T21:09Z',
    edited: '2023-11-27T00:06Z',
    statement: {
      Sid: 'WorkerNodePermissions',
      Action: [
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVolumes',
        'ec2:DescribeVolumesModifications',
        'ec2:DescribeVpcs',
        'eks:DescribeCluster',
        'eks-auth:AssumeRoleForPodIdentity',
      ],
    },
  },
  {
    name: 'AmazonS3FullAccess',
    id: 'ANPAIFIR6V6BVTRAHWINE',
    version: 'v2',
    description: 'Everything on all buckets.',
    created: '2015-02-06T18:40Z',
    edited: '2021-09-27T20:16Z',
    statement: { Action: ['s3:*', 's3-object-lambda:*'] },
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    id: 'ANPAIZTJ4DXE7G6AGAE6M',
    version: 'v3',
    description: 'Reading of all buckets.',
    created: '2015-02-06T18:40Z',
    edited: '2023-08-10T21:31Z',
    statement: {
      Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
    },
  },
]

export const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess'

/** By ARN, in the order of their names; only the version that counts is known here. */
export const awsManagedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map(
  published.map((it) => {
    const { Sid, Action } = it.statement
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid, Effect: 'Allow', Action, Resource: '*' }],
    })
    const updatedAt = Date.parse(it.edited)
    const policy: ManagedPolicy = {
      name: it.name,
      path: '/',
      arn: `arn:aws:iam::aws:policy/${it.name}`,
      id: it.id,
      description: it.description,
      createdAt: Date.parse(it.created),
      updatedAt,
      tags: [],
      defaultVersion: it.version,
      versions: [{ id: it.version, document, createdAt: updatedAt }],
      lastVersion: Number(it.version.slice(1)),
    }
    return [policy.arn, policy] as const
  }),
)
