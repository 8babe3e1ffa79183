import { expect, test } from 'bun:test'
import { actionFault, askedOf, resourceFault } from './question'

test('only whole actions can be tried', () => {
  expect(actionFault('s3:GetObject')).toBeUndefined()
  for (const wrong of ['', 's3:*', 'GetObject', 's3:Get?', 'a:b:c']) expect(actionFault(wrong)).toBeString()
})

test('a resource is an ARN, or any', () => {
  for (const right of ['', '*', ' arn:aws:s3:::a ', 'arn:aws:iam::111122223333:role/x'])
    expect(resourceFault(right)).toBeUndefined()
  for (const wrong of ['a', 'arn:aws:s3', 's3://a']) expect(resourceFault(wrong)).toBeString()
})

test('what is asked: context that is empty is not said, no resource is any', () => {
  expect(askedOf({ actions: ['a:b'], resource: ' ', context: { 'x:y': '', 'x:z': '1' } })).toEqual({
    ActionNames: ['a:b'],
    ResourceArns: ['*'],
    ContextEntries: [{ ContextKeyName: 'x:z', ContextKeyType: 'string', ContextKeyValues: ['1'] }],
  })
})
