import { expect, test } from 'bun:test'
import { explainLink, recordLink } from './links'
import { recorded, roleNameOf, shortOf } from './recorded'

const record = {
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/node', accessKeyId: 'AKIANODE' },
  sourceIPAddress: '10.0.0.7',
  errorCode: 'AccessDenied',
  errorMessage: 'Unauthorized Exception!',
  requestParameters: { clusterName: 'blue', token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  additionalEventData: {
    subject: { namespace: 'shop', serviceAccount: 'cart' },
    pod: { name: 'cart-1', uid: 'u' },
    podIdentityAssociation: { associationArn: 'arn:a', associationId: 'a-1' },
    roleArn: 'arn:aws:iam::1:role/app',
  },
}
const event = {
  EventId: 'e',
  EventName: 'AssumeRoleForPodIdentity',
  ReadOnly: 'true',
  CloudTrailEvent: JSON.stringify(record),
}

test('an exchange tells which pod asked for which role, and why it was refused', () => {
  expect(recorded(event)).toMatchObject({
    refused: { code: 'AccessDenied', message: 'Unauthorized Exception!' },
    exchange: { cluster: 'blue', namespace: 'shop', serviceAccount: 'cart', pod: 'cart-1', associationId: 'a-1' },
    address: '10.0.0.7',
    accessKeyId: 'AKIANODE',
    json: JSON.stringify(record, null, 2),
  })
})

test('a record that is none is shown as it is', () => {
  for (const CloudTrailEvent of ['<b>', 'null', '[1]', '"x"'])
    expect(recorded({ ...event, CloudTrailEvent })).toMatchObject({ refused: undefined, address: undefined })
  expect(recorded({ ...event, CloudTrailEvent: '<b>' }).json).toBe('<b>')
  expect(recorded({ CloudTrailEvent: '{"errorCode":5}' }).refused).toBeUndefined()
})

test('what nobody proved is not explained', () => {
  const { exchange } = recorded(event)
  expect(explainLink(exchange)).toBe('/explain?cluster=blue&namespace=shop&serviceAccount=cart&pod=cart-1')
  expect(explainLink({ cluster: 'blue' })).toBeUndefined()
  expect(explainLink(undefined)).toBeUndefined()
})

test('links hold whatever a name holds', () => {
  expect(recordLink({ id: 'a&b' })).toBe('/activity?record=a%26b')
  expect(roleNameOf('arn:aws:iam::1:role/ops/app')).toBe('ops/app')
  expect(shortOf('arn:aws:eks:r:1:cluster/blue')).toBe('cluster/blue')
  expect(shortOf('app')).toBe('app')
})
