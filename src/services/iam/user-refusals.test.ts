import { type Case, refuses, times, user } from './cases.test-support'
import { arn } from './iam.test-support'

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

refuses(ofUsers)
