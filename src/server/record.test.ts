import { describe, expect, test } from 'bun:test'
import type { ServiceName } from '../services'
import { isDataEvent, recordOf } from './record'

const here = { account: '000000000000', region: 'eu-west-1', eventId: '019d48ea-2e00-75b6-acf9-f1706aefcd6a' }
const call = {
  ...{ requestId: 'r', at: 1_775_044_800_123, service: 'eks' as ServiceName, operation: 'DescribeCluster' },
  ...{ readOnly: true, resources: [], sourceIp: '10.0.0.1', userAgent: 'u', secure: false, host: 'h' },
}
const shown = (more: Partial<Parameters<typeof recordOf>[0]> = {}) => {
  const event = recordOf({ ...call, ...more }, here)
  return { ...event, record: JSON.parse(event.record) }
}

describe('a record', () => {
  test('names by ARN what it is about, each thing in its own account, and leaves plain names out', () => {
    const resources = [
      { type: 'AWS::EKS::Cluster', name: 'blue' },
      { type: 'AWS::IAM::Role', name: 'arn:aws:iam::999999999999:role/r' },
      { type: 'AWS::IAM::User', name: 'ada' },
    ]
    const cluster = 'arn:aws:eks:eu-west-1:000000000000:cluster/blue'
    const event = shown({ resources })
    expect(event.record.resources).toEqual([
      { accountId: '000000000000', type: 'AWS::EKS::Cluster', ARN: cluster },
      { accountId: '999999999999', type: 'AWS::IAM::Role', ARN: 'arn:aws:iam::999999999999:role/r' },
    ])
    expect(event.resources.map((it) => it.name)).toEqual([cluster, 'arn:aws:iam::999999999999:role/r', 'ada'])
    expect(shown({ resources: resources.slice(2) }).record).not.toHaveProperty('resources')
  })

  test('holds no name that an index cannot', () => {
    const [one, two] = shown({
      resources: [
        { type: 'T', name: 'a\u001fb\0c\ud800' },
        { type: 'T', name: 'ü'.repeat(5_000) },
      ],
    }).resources
    expect(one?.name).toBe('a\ufffdb\ufffdc\ufffd')
    expect(Buffer.byteLength(two?.name ?? '')).toBeLessThan(2_500)
  })

  test('says of every denial AccessDenied, and is none the longer for a long story', () => {
    const fault = { code: 'AccessDeniedException', message: 'm'.repeat(5_000) }
    const { record } = shown({ fault, userAgent: 'u'.repeat(5_000) })
    expect([record.errorCode, record.errorMessage.length, record.userAgent.length]).toEqual([
      'AccessDenied',
      1_024,
      1_024,
    ])
  })

  test('leaves out what is too large, and says so', () => {
    const { record } = shown({ parameters: { policyDocument: 'x'.repeat(200_000) } })
    expect(record.requestParameters).toEqual({
      ...{ omitted: true, originalSize: expect.any(Number), reason: 'requestParameters too large' },
    })
    expect(record.responseElements).toBeNull()
  })

  test('is a data event where it is about objects, as CloudTrail has it', () => {
    const data = ['GetObject', 'PutObject', 'DeleteObjects', 'HeadObject', 'HeadBucket', 'CopyObject', 'ListObjectsV2']
    data.push('ListObjects', 'ListParts', 'UploadPart', 'ListMultipartUploads', 'CompleteMultipartUpload')
    const management = ['CreateBucket', 'ListBuckets', 'DeleteBucket', 'GetBucketPolicy', 'GetBucketLocation']
    const is = (service: ServiceName) => (operation: string) => isDataEvent({ service, operation })
    expect(data.map(is('s3'))).toEqual(data.map(() => true))
    expect(management.map(is('s3'))).toEqual(management.map(() => false))
    expect(data.map(is('iam'))).toEqual(data.map(() => false))
    const { record } = shown({ service: 's3', operation: 'GetObject' })
    expect([record.managementEvent, record.eventCategory]).toEqual([false, 'Data'])
  })
})
