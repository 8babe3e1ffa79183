import { beforeEach, describe, expect, test } from 'bun:test'
import { idsOf, start, trailWorld } from './cloudtrail.test-support'
import { lookupEvents } from './lookup-events'

let trail: ReturnType<typeof trailWorld>
beforeEach(() => {
  trail = trailWorld()
})

const role = { type: 'AWS::IAM::Role', name: 'app' }
const policy = { type: 'AWS::IAM::Policy', name: 'arn:aws:iam::111122223333:policy/p' }
const attaching = { eventName: 'AttachRolePolicy', eventSource: 'iam.amazonaws.com', readOnly: false }

describe('what is looked up', () => {
  test('is shown as AWS shows it', async () => {
    const id = await trail.record({ ...attaching, at: start + 1_234, resources: [role, policy] })
    expect(await trail.look()).toEqual({
      Events: [
        {
          EventId: id,
          EventName: 'AttachRolePolicy',
          ReadOnly: 'false',
          AccessKeyId: 'AKIAADA',
          EventTime: new Date(start + 1_000),
          EventSource: 'iam.amazonaws.com',
          Username: 'ada',
          Resources: [
            { ResourceType: 'AWS::IAM::Role', ResourceName: 'app' },
            { ResourceType: 'AWS::IAM::Policy', ResourceName: policy.name },
          ],
          CloudTrailEvent: `{"eventID":"${id}"}`,
        },
      ],
      NextToken: undefined,
    })
  })

  test('by each attribute, the newest first', async () => {
    const e1 = await trail.exchange()
    const list = await trail.record()
    const attach = await trail.record({
      ...attaching,
      username: 'root',
      accessKeyId: 'AKIAROOT',
      resources: [role, policy],
    })
    const cluster = { type: 'AWS::EKS::Cluster', name: trail.clusterArn }
    const describe = await trail.record({ eventName: 'DescribeCluster', resources: [cluster] })
    const e2 = await trail.exchange()
    const cases: readonly (readonly [string, string, readonly string[]])[] = [
      ['EventId', list, [list]],
      ['EventId', list.slice(0, -1), []],
      ['EventName', 'AssumeRoleForPodIdentity', [e2, e1]],
      ['EventName', 'assumeroleforpodidentity', []],
      ['EventName', 'List', []],
      ['ReadOnly', 'true', [e2, describe, list, e1]],
      ['ReadOnly', 'false', [attach]],
      ['Username', 'ada', [describe, list]],
      ['Username', 'node', [e2, e1]],
      ['AccessKeyId', 'AKIAROOT', [attach]],
      ['EventSource', 'eks-auth.amazonaws.com', [e2, e1]],
      ['EventSource', 'eks.amazonaws.com', [describe, list]],
      ['ResourceType', 'AWS::EKS::Cluster', [e2, describe, e1]],
      ['ResourceType', 'AWS::IAM::Policy', [attach]],
      ['ResourceName', 'app', [attach]],
      ['ResourceName', policy.name, [attach]],
      ['ResourceName', 'blue', [e2, describe, e1]],
      ['ResourceName', trail.clusterArn, [e2, describe, e1]],
      ['ResourceName', 'gree\u0000n', []],
    ]
    for (const [key, value, ids] of cases)
      expect({ key, value, ids: await trail.ids(trail.by(key, value)) }).toEqual({ key, value, ids: [...ids] })
  })

  test('exchanges by the role and the association they used, among what else is recorded of these', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/path/app'
    const targetRoleArn = 'arn:aws:iam::444455556666:role/target'
    const associationArn = 'arn:aws:eks:eu-central-1:111122223333:podidentityassociation/blue/a-1234'
    const used = { podIdentityAssociation: { associationArn, associationId: 'a-1234' }, roleArn, targetRoleArn }
    const exchange = (additionalEventData: object, more: object = {}) =>
      trail.exchange({ record: JSON.stringify({ ...more, additionalEventData }) })
    const first = await exchange(used)
    const others = { podIdentityAssociation: { associationArn: `${associationArn}5`, associationId: 'a-12345' } }
    const second = await exchange({ ...others, roleArn })
    await exchange({ ...others, roleArn: `${roleArn}s` }, { userAgent: `"roleArn":"${roleArn}"` })
    const changed = await trail.record({ ...attaching, resources: [{ type: 'AWS::IAM::Role', name: roleArn }] })
    const last = await exchange(used)
    expect(await trail.ids(trail.by('ResourceName', roleArn))).toEqual([last, changed, second, first])
    expect(await trail.ids(trail.by('ResourceName', targetRoleArn))).toEqual([last, first])
    expect(await trail.ids(trail.by('ResourceName', associationArn))).toEqual([last, first])
    const elsewhere = associationArn.replace('/blue/', '/green/')
    expect(await trail.ids(trail.by('ResourceName', elsewhere))).toEqual([])
  })

  test('an exchange that names no cluster is about none', async () => {
    await trail.exchange({ resources: [] })
    const about = await trail.exchange()
    expect(await trail.ids(trail.by('ResourceType', 'AWS::EKS::Cluster'))).toEqual([about])
  })

  test('within times, both ends included, to the second', async () => {
    const ids = [await trail.record(), await trail.record(), await trail.record()]
    const time = (seconds: number) => new Date(start + seconds * 1_000)
    expect(await trail.ids({ StartTime: time(2), EndTime: time(2) })).toEqual([ids[1]])
    expect(await trail.ids({ StartTime: time(1.001) })).toEqual([ids[2], ids[1]])
    expect(await trail.ids({ EndTime: time(2.5) })).toEqual([ids[1], ids[0]])
    const late = await trail.record({ at: start + 2_999 })
    expect(await trail.ids({ StartTime: time(2), EndTime: time(2), ...trail.by('Username', 'ada') })).toEqual([
      late,
      ids[1],
    ])
  })

  test('Insights there are none', async () => {
    await trail.record()
    expect(await trail.look({ EventCategory: 'insight' })).toEqual({ Events: [] })
  })

  test('only by who may', async () => {
    const nobody = await trail.user('eve', { Effect: 'Allow', Action: 'cloudtrail:GetTrail', Resource: '*' })
    expect(await trail.refusal(lookupEvents, {}, nobody)).toBe(
      'AccessDeniedException: User: arn:aws:iam::111122223333:user/eve is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action',
    )
    const auditor = await trail.user('al', { Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' })
    await trail.call(lookupEvents, {}, auditor)
  })
})

describe('pages', () => {
  const all = async (said: Readonly<Record<string, unknown>>): Promise<unknown[]> => {
    const ids: unknown[] = []
    for (let NextToken: unknown; ; ) {
      const page = await trail.look({ ...said, ...(NextToken === undefined ? {} : { NextToken }) })
      ids.push(...idsOf(page))
      NextToken = page.NextToken
      if (NextToken === undefined) return ids
    }
  }

  test('tell everything once, however large they are', async () => {
    const ids: string[] = []
    for (let n = 0; n < 60; n += 1)
      ids.unshift(n % 3 === 0 ? await trail.exchange() : await trail.record({ at: start + Math.floor(n / 7) * 1_000 }))
    const sorted = ids.sort().reverse()
    for (const MaxResults of [1, 7, 50]) {
      expect(await all({ MaxResults })).toEqual(sorted)
      expect(await all({ MaxResults, ...trail.by('ReadOnly', 'true') })).toEqual(sorted)
    }
    expect((await trail.ids()).length).toBe(50)
  })

  test('what both resources are is told once', async () => {
    const ids = [await trail.record({ resources: [role, role] }), await trail.record({ resources: [role, role] })]
    expect(await all({ MaxResults: 1, ...trail.by('ResourceName', 'app') })).toEqual(ids.reverse())
  })

  test('do not look at everything at once: what is passed over is paid by pages', async () => {
    const about = await trail.exchange()
    for (let n = 0; n < 2_100; n += 1) await trail.exchange({ resources: [] })
    const said = trail.by('ResourceType', 'AWS::EKS::Cluster')
    const page = await trail.look(said)
    expect(page).toMatchObject({ Events: [], NextToken: expect.any(String) })
    expect(await all(said)).toEqual([about])
  })

  test('a token is good for its query alone', async () => {
    for (let n = 0; n < 3; n += 1) await trail.record()
    const { NextToken } = await trail.look({ MaxResults: 1, ...trail.by('Username', 'ada') })
    const wrong = /^InvalidNextTokenException: /
    expect((await trail.ids({ NextToken, ...trail.by('Username', 'ada') })).length).toBe(2)
    for (const said of [
      { NextToken },
      { NextToken, ...trail.by('Username', 'bob') },
      { NextToken, ...trail.by('Username', 'ada'), StartTime: new Date(start) },
      { NextToken, ...trail.by('Username', 'ada'), EndTime: new Date(start) },
      { NextToken: 'x' },
      { NextToken: '' },
      { NextToken: `${NextToken}=`, ...trail.by('Username', 'ada') },
    ])
      expect(await trail.refused(said)).toMatch(wrong)
    const [print] = Buffer.from(String(NextToken), 'base64url').toString().split('.')
    const forged = Buffer.from(`${print}.zzzz`).toString('base64url')
    expect(await trail.refused({ NextToken: forged, ...trail.by('Username', 'ada') })).toMatch(wrong)
  })
})

describe('what cannot be looked up', () => {
  test('by two attributes', async () => {
    const { LookupAttributes } = trail.by('EventName', 'a')
    expect(await trail.refused({ LookupAttributes: [...LookupAttributes, ...LookupAttributes] })).toBe(
      'InvalidLookupAttributesException: Specify one lookup attribute: a query can have no more.',
    )
    expect(await trail.ids({ LookupAttributes: [] })).toEqual([])
  })

  test('by what Insights have not', async () => {
    const said = { ...trail.by('Username', 'ada'), EventCategory: 'insight' }
    expect(await trail.refused(said)).toStartWith('InvalidLookupAttributesException')
    expect(await trail.ids({ ...trail.by('EventName', 'a'), EventCategory: 'insight' })).toEqual([])
  })

  test('by a value that cannot be', async () => {
    expect(await trail.refused(trail.by('ReadOnly', 'yes'))).toStartWith('InvalidLookupAttributesException')
    expect(await trail.ids(trail.by('ResourceName', '_'.repeat(1_000)))).toEqual([])
    expect(await trail.refused(trail.by('ResourceName', '_'.repeat(1_001)))).toStartWith(
      'InvalidLookupAttributesException',
    )
  })

  test('in times that cannot be', async () => {
    expect(await trail.refused({ StartTime: new Date(start), EndTime: new Date(start - 1) })).toBe(
      'InvalidTimeRangeException: The start time is after the end time.',
    )
    expect(await trail.refused({ StartTime: new Date(-1) })).toStartWith('InvalidTimeRangeException')
    expect(await trail.refused({ EndTime: new Date(Date.UTC(10_000, 0)) })).toStartWith('InvalidTimeRangeException')
  })
})
