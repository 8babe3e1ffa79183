import { expect } from 'bun:test'
import { GetContextKeysForCustomPolicyCommand } from '@aws-sdk/client-iam'
import { operationTests } from './operation'
import { allow, document } from './sessions'
import { sdkWorld } from './world'

const world = sdkWorld()
const getContextKeys = operationTests('iam', 'GetContextKeysForCustomPolicy')
const ask = (...PolicyInputList: string[]) =>
  world.iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }))

getContextKeys.succeeds('names the keys of conditions and variables', async () => {
  const Condition = { DateGreaterThan: { 'aws:CurrentTime': '2018-08-16T12:00:00Z' } }
  const { ContextKeyNames } = await ask(
    document(allow('dynamodb:*', { Condition, Resource: 'arn:aws:dynamodb:*:*:table/${aws:username}' })),
    document(allow('s3:*', { Condition: { StringLike: { 'AWS:UserName': 'a', 's3:prefix': '*' } } })),
  )
  expect(ContextKeyNames).toEqual(['aws:CurrentTime', 'aws:username', 's3:prefix'])
})

getContextKeys.succeeds('answers an empty list where a policy asks for none', async () => {
  expect((await ask(document(allow('*')))).ContextKeyNames).toEqual([])
})

getContextKeys.refuses(
  'InvalidInput',
  'a policy with a principal',
  () => ask(document({ ...allow('*'), Principal: '*' })),
  'PolicyInputList.1: Policy document should not specify a principal. (line 1, column 38)',
)
