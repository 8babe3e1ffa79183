import { expect } from 'bun:test'
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  type LookupAttributeKey,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail'
import { CreatePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { account, cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const lookupEvents = operationTests('cloudtrail', 'LookupEvents', {
  never: {
    UnsupportedOperationException: 'there is nothing here that the operation could be unsupported for',
    OperationNotPermittedException: 'there are no organizations whose administrator could be asked in place of',
  },
  differs:
    'Records are there at once, for as long as `--audit-retention` says (90 days), without a limit of calls a second. Calls that are refused for their signature are recorded too, without a user. Of an exchange `additionalEventData` tells the pod, the association, the role and the key that was given; secrets are hidden in answers too. By ResourceName exchanges are found by the ARN of their association or role, too: pages may be empty then, and go on. There are no Insights events.',
})
const look = (more: LookupEventsCommand['input'] = {}) => world.trail.send(new LookupEventsCommand(more))
const by = (AttributeKey: LookupAttributeKey, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
})

lookupEvents.succeeds('tells who used which role when, with the token hidden', async () => {
  const where = { namespace: 'default', serviceAccount: 'app' }
  const { association } = await world.eks.send(
    new CreatePodIdentityAssociationCommand({ clusterName: cluster, ...where, roleArn }),
  )
  const pod = { clusterName: cluster, ...where, podName: 'app-1' }
  const { token } = await world.any.call('podid', 'CreateServiceAccountToken', pod)
  const began = Date.now()
  await world.any.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster, token: String(token) })
  const { Events: [event, ...others] = [] } = await look(by('EventName', 'AssumeRoleForPodIdentity'))
  expect(others).toEqual([])
  const clusterArn = `arn:aws:eks:us-east-1:${account}:cluster/${cluster}`
  expect(event).toMatchObject({
    EventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    EventName: 'AssumeRoleForPodIdentity',
    EventSource: 'eks-auth.amazonaws.com',
    ReadOnly: 'true',
    Username: 'admin',
    AccessKeyId: world.server.credentials.accessKeyId,
    Resources: [{ ResourceType: 'AWS::EKS::Cluster', ResourceName: clusterArn }],
  })
  expect(Math.abs((event?.EventTime?.getTime() ?? 0) - began)).toBeLessThan(60_000)
  expect(event?.CloudTrailEvent).not.toContain(String(token))
  expect(JSON.parse(event?.CloudTrailEvent ?? '{}')).toMatchObject({
    eventID: event?.EventId,
    userIdentity: { type: 'IAMUser', userName: 'admin' },
    requestParameters: { clusterName: cluster, token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    responseElements: null,
    resources: [{ accountId: account, type: 'AWS::EKS::Cluster', ARN: clusterArn }],
    additionalEventData: {
      subject: where,
      pod: { name: 'app-1' },
      roleArn,
      podIdentityAssociation: { associationArn: association?.associationArn },
      assumedRoleUser: { arn: expect.stringContaining(`assumed-role/app/eks-${cluster}-app-1-`) },
    },
  })
})

lookupEvents.succeeds('finds records by each attribute and by time', async () => {
  await world.iam.send(new CreateUserCommand({ UserName: 'sought' }))
  const { Events: [made] = [] } = await look(by('EventName', 'CreateUser'))
  const at = made?.EventTime ?? new Date(0)
  const attributes: readonly (readonly [LookupAttributeKey, string])[] = [
    ['EventId', made?.EventId ?? ''],
    ['ReadOnly', 'false'],
    ['Username', 'admin'],
    ['AccessKeyId', world.server.credentials.accessKeyId],
    ['EventSource', 'iam.amazonaws.com'],
    ['ResourceType', 'AWS::IAM::User'],
    ['ResourceName', 'sought'],
  ]
  for (const [key, value] of attributes) {
    const { Events = [] } = await look({ ...by(key, value), StartTime: at, EndTime: at })
    expect({ key, there: Events.some((it) => it.EventId === made?.EventId) }).toEqual({ key, there: true })
  }
  expect((await look({ ...by('ResourceName', 'sought'), EndTime: new Date(at.getTime() - 1_000) })).Events).toEqual([])
})

lookupEvents.succeeds('gives pages of the same query, the newest first', async () => {
  const query = { ...by('Username', 'admin'), StartTime: new Date(0), MaxResults: 2 }
  const ids: (string | undefined)[] = []
  for (let NextToken: string | undefined; ids.length < 6; ) {
    const page = await look(NextToken === undefined ? query : { ...query, NextToken })
    ids.push(...(page.Events ?? []).map((it) => it.EventId))
    NextToken = page.NextToken
    expect(NextToken).toBeString()
  }
  expect(ids).toHaveLength(6)
  expect(ids).toEqual([...new Set(ids)].sort().reverse())
})

lookupEvents.succeeds('shows management events alone: what is done with objects are data events', async () => {
  await world.s3.send(new CreateBucketCommand({ Bucket: 'watched' }))
  await world.s3.send(new PutObjectCommand({ Bucket: 'watched', Key: 'k', Body: 'x' }))
  expect((await look(by('EventSource', 's3.amazonaws.com'))).Events?.map((it) => it.EventName)).toEqual([
    'CreateBucket',
  ])
  expect((await look(by('EventName', 'PutObject'))).Events).toEqual([])
})

lookupEvents.succeeds('has no Insights', async () => {
  expect((await look({ EventCategory: 'insight' })).Events).toEqual([])
})

lookupEvents.refuses(
  'AccessDeniedException',
  'who may not',
  async () => {
    await world.iam.send(new CreateUserCommand({ UserName: 'eve' }))
    const { AccessKey } = await world.iam.send(new CreateAccessKeyCommand({ UserName: 'eve' }))
    const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
    return new CloudTrailClient({ ...world.server.sdk, credentials }).send(new LookupEventsCommand({}))
  },
  'User: arn:aws:iam::000000000000:user/eve is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action',
)
lookupEvents.refuses(
  'InvalidLookupAttributesException',
  'two attributes at once',
  () => look({ LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('Username', 'b').LookupAttributes] }),
  'Specify one lookup attribute: a query can have no more.',
)
lookupEvents.refuses('InvalidLookupAttributesException', 'a key that there is not', () =>
  look({ LookupAttributes: [{ AttributeKey: JSON.parse('"EventTime"'), AttributeValue: 'x' }] }),
)
lookupEvents.refuses('InvalidLookupAttributesException', 'an empty value', () => look(by('EventName', '')))
lookupEvents.refuses(
  'InvalidTimeRangeException',
  'an end before its start',
  () => look({ StartTime: new Date(2_000), EndTime: new Date(1_000) }),
  'The start time is after the end time.',
)
lookupEvents.refuses(
  'InvalidMaxResultsException',
  'more than fifty at once',
  () => look({ MaxResults: 51 }),
  'A max results value of 51 is invalid. Specify max results between 1 and 50.',
)
lookupEvents.refuses(
  'InvalidMaxResultsException',
  'none',
  () => look({ MaxResults: 0 }),
  'A max results value of 0 is invalid. Specify max results between 1 and 50.',
)
lookupEvents.refuses('InvalidNextTokenException', 'a token that is none', () => look({ NextToken: 'x' }))
lookupEvents.refuses('InvalidNextTokenException', 'a token of another query', async () => {
  const { NextToken } = await look({ MaxResults: 1 })
  return look({ MaxResults: 1, NextToken, ...by('Username', 'admin') })
})
lookupEvents.refuses('InvalidEventCategoryException', 'a category that there is not', () =>
  look({ EventCategory: JSON.parse('"management"') }),
)
lookupEvents.refuses(
  'NotImplemented',
  'another operation of CloudTrail, by its name',
  () => world.trail.send(new DescribeTrailsCommand({})),
  /DescribeTrails/,
)
