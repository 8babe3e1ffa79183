import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { have, type Ran, run, startUp, type Up } from '../up'

// Who used which role when: asked with the AWS CLI, after a pod has used one.

const there = have(['aws', '--version'], 'aws cloudtrail lookup-events')
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})
const local = ['--cluster-name', 'local']
const app = ['--namespace', 'default', '--service-account', 'app']

describe.skipIf(!there)('aws cloudtrail lookup-events', () => {
  let up: Up
  let arn = ''
  const aws = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err }: Ran = await run(['aws', ...args, '--output', 'json'], up.env)
    expect({ code, err, args }).toEqual({ code: 0, err: '', args: [...args] })
    return out
  }
  const lookUp = async (key: string, value: string, ...more: readonly string[]) => {
    const attribute = `AttributeKey=${key},AttributeValue=${value}`
    const { Events } = JSON.parse(await aws('cloudtrail', 'lookup-events', '--lookup-attributes', attribute, ...more))
    return Events as readonly Readonly<Record<string, unknown>>[]
  }
  const recordOf = (event: Readonly<Record<string, unknown>> | undefined) => JSON.parse(String(event?.CloudTrailEvent))

  beforeAll(async () => {
    up = await startUp()
    await aws('iam', 'create-role', '--role-name', 'used', '--assume-role-policy-document', trust)
    await aws('eks', 'create-addon', ...local, '--addon-name', 'eks-pod-identity-agent')
    const role = ['--role-arn', 'arn:aws:iam::000000000000:role/used']
    await aws('eks', 'create-pod-identity-association', ...local, ...app, ...role)
    await aws('eks', 'wait', 'addon-active', ...local, '--addon-name', 'eks-pod-identity-agent')
    const pod = await up.run('run', ...app, '--', 'aws', 'sts', 'get-caller-identity', '--output', 'json')
    arn = JSON.parse(pod.out).Arn
  }, 300_000)
  afterAll(() => up?.stop())

  test('answers who used which role when, with the token hidden', async () => {
    const [event] = await lookUp('EventName', 'AssumeRoleForPodIdentity')
    expect(event).toMatchObject({ EventSource: 'eks-auth.amazonaws.com', ReadOnly: 'true' })
    expect(recordOf(event)).toMatchObject({
      requestParameters: { clusterName: 'local', token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      responseElements: null,
      additionalEventData: {
        subject: { namespace: 'default', serviceAccount: 'app' },
        pod: { name: expect.stringMatching(/^app-/) },
        roleArn: 'arn:aws:iam::000000000000:role/used',
        assumedRoleUser: { arn },
      },
    })
  }, 300_000)

  test('and what the pod did with it', async () => {
    const session = arn.slice(arn.lastIndexOf('/') + 1)
    const [event] = await lookUp('Username', session, '--max-items', '1')
    expect(event).toMatchObject({ EventName: 'GetCallerIdentity', Username: session })
    expect(recordOf(event).userIdentity.sessionContext.sessionIssuer.userName).toBe('used')
    const [exchange] = await lookUp('EventName', 'AssumeRoleForPodIdentity')
    expect(event?.AccessKeyId).toBe(recordOf(exchange).additionalEventData.accessKeyId)
  }, 300_000)

  test('page by page', async () => {
    const all = await lookUp('ReadOnly', 'true', '--page-size', '2')
    expect(all.map((it) => it.EventName)).toContain('AssumeRoleForPodIdentity')
    expect(new Set(all.map((it) => it.EventId)).size).toBe(all.length)
  }, 300_000)
})
