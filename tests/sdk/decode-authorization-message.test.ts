import { beforeAll, expect } from 'bun:test'
import { CreateUserCommand, type IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, DecodeAuthorizationMessageCommand, type STSClient } from '@aws-sdk/client-sts'
import { operationTests } from './operation'
import { allow, newRole, signingWith, trusting } from './sessions'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const decodeAuthorizationMessage = operationTests('sts', 'DecodeAuthorizationMessage', {
  differs:
    'What it decodes is in the header x-podid-encoded-authorization-message of every refusal for want of a permission, where on AWS it is in the message of some services that podid has not.',
})
const decode = (EncodedMessage: string, sts: STSClient = world.sts) =>
  sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))

let poor: { readonly sts: STSClient; readonly iam: IAMClient }
let encoded: string
beforeAll(async () => {
  const deny = { Sid: 'NoUsers', Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }
  const { arn } = await newRole(world.iam, 'poor', trusting({ AWS: account }, 'sts:AssumeRole'), allow('iam:*'), deny)
  const { Credentials } = await world.sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'me' }))
  poor = signingWith(world.server, Credentials)
  const error = await poor.iam.send(new CreateUserCommand({ UserName: 'new' })).catch((why) => why)
  expect(error.message).toEndWith('with an explicit deny in an identity-based policy')
  encoded = error.$response.headers['x-podid-encoded-authorization-message']
})

decodeAuthorizationMessage.succeeds('tells why a call was refused', async () => {
  const { DecodedMessage = '' } = await decode(encoded)
  const told = JSON.parse(DecodedMessage)
  expect(told).toMatchObject({
    allowed: false,
    explicitDeny: true,
    matchedStatements: { items: [{ statementId: 'NoUsers', effect: 'DENY' }] },
    failures: { items: [] },
    context: {
      principal: { arn: `arn:aws:sts::${account}:assumed-role/poor/me` },
      action: 'iam:CreateUser',
      resource: `arn:aws:iam::${account}:user/new`,
    },
  })
  expect(told.context.conditions.items).toContainEqual({
    key: 'aws:principalarn',
    values: { items: [{ value: `arn:aws:iam::${account}:role/poor` }] },
  })
})

decodeAuthorizationMessage.refuses(
  'InvalidAuthorizationMessageException',
  'what is no encoded message',
  () => decode('nonsense'),
  'Message is not valid',
)
decodeAuthorizationMessage.refuses(
  'InvalidAuthorizationMessageException',
  'an encoded message that was altered',
  () => {
    const other = encoded.at(-20) === 'A' ? 'B' : 'A'
    return decode(`${encoded.slice(0, -20)}${other}${encoded.slice(-19)}`)
  },
  'Message is not valid',
)
decodeAuthorizationMessage.refuses(
  'AccessDenied',
  'the one who was refused, without the permission to know why',
  () => decode(encoded, poor.sts),
  /is not authorized to perform: sts:DecodeAuthorizationMessage on resource: \* because no identity-based policy allows the sts:DecodeAuthorizationMessage action$/,
)
