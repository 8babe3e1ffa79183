import { expect, test } from 'bun:test'
import { structure } from '../said'
import { createAddon } from './create-addon'
import { blue, only } from './eks.test-support'
import { listTagsForResource } from './list-tags-for-resource'
import { tagResource } from './tag-resource'
import { untagResource } from './untag-resource'

const arn = 'arn:aws:eks:eu-central-1:111122223333'

test('clusters, associations and add-ons have tags', async () => {
  const { world, create } = await blue()
  const { associationArn } = await create({ tags: { a: '1' } })
  const { addon } = await world.call(createAddon, { clusterName: 'blue', addonName: 'eks-pod-identity-agent' })
  for (const resourceArn of [associationArn, structure(addon).addonArn, `${arn}:cluster/blue`]) {
    await world.call(tagResource, { resourceArn, tags: { a: '2', b: 'x y' } })
    expect(await world.call(listTagsForResource, { resourceArn })).toEqual({ tags: { a: '2', b: 'x y' } })
    await world.call(untagResource, { resourceArn, tagKeys: ['a', 'none'] })
    expect(await world.call(listTagsForResource, { resourceArn })).toEqual({ tags: { b: 'x y' } })
  }
})

test('what is not there, or is no ARN of ours, is refused', async () => {
  const { world } = await blue()
  const tags = { a: 'b' }
  for (const resourceArn of ['blue', 'arn:aws:eks', 'arn:aws:iam::111122223333:role/app'])
    expect(await world.refusal(tagResource, { resourceArn, tags })).toBe(
      `BadRequestException: Invalid ARN: ${resourceArn}`,
    )
  for (const resourceArn of [
    `${arn}:cluster/green`,
    `${arn}:cluster/blue/more`,
    `${arn}:podidentityassociation/blue/a-1`,
    `${arn}:addon/blue/eks-pod-identity-agent/x`,
    'arn:aws:eks:eu-central-1:999999999999:cluster/blue',
    'arn:aws:eks:us-east-1:111122223333:cluster/blue',
  ])
    expect(await world.refusal(listTagsForResource, { resourceArn })).toStartWith('NotFoundException')
  const resourceArn = `${arn}:cluster/blue`
  expect(await world.refusal(tagResource, { resourceArn, tags: { 'AWS:a': 'b' } })).toStartWith('BadRequestException')
  const many = (from: number) => Object.fromEntries(Array.from({ length: 26 }, (_, at) => [`k${from + at}`, '']))
  await world.call(tagResource, { resourceArn, tags: many(0) })
  expect(await world.refusal(tagResource, { resourceArn, tags: many(100) })).toStartWith('BadRequestException')
  await world.call(tagResource, { resourceArn, tags: many(0) })
})

test('who may tag can be told by the tags there are and the tags there will be', async () => {
  const { world } = await blue()
  const resourceArn = `${arn}:cluster/blue`
  await world.call(tagResource, { resourceArn, tags: { team: 'a' } })
  const may = (Condition: unknown) => ({ Effect: 'Allow', Action: 'eks:TagResource', Resource: '*', Condition })
  const tags = { stage: 'x' }
  const allowed = await only(world, may({ StringEquals: { 'aws:ResourceTag/team': 'a', 'aws:RequestTag/stage': 'x' } }))
  await world.call(tagResource, { resourceArn, tags }, allowed)
  for (const Condition of [
    { StringEquals: { 'aws:ResourceTag/team': 'b' } },
    { StringEquals: { 'aws:RequestTag/stage': 'y' } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
  ])
    expect(await world.refusal(tagResource, { resourceArn, tags }, await only(world, may(Condition)))).toStartWith(
      'AccessDeniedException',
    )
})
