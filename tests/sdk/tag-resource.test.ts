import { expect } from 'bun:test'
import { ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { clusterArn, nowhere, oneOfEach } from './tags.test-support'
import { sdkWorld } from './world'

const world = sdkWorld()
const tag = (tags: Record<string, string>, resourceArn = clusterArn, client = world.eks) =>
  client.send(new TagResourceCommand({ resourceArn, tags }))
const operation = operationTests('eks', 'TagResource')

operation.succeeds(
  'clusters, add-ons and associations are tagged; a key that is there has its value changed',
  async () => {
    const { association } = await associate(world)()
    for (const resourceArn of await oneOfEach(world, association?.associationArn)) {
      expect(await tag({ team: 'a', 'a key/with:all +-=._@': '' }, resourceArn)).toMatchObject({})
      await tag({ team: 'b', Team: 'c' }, resourceArn)
      const { tags } = await world.eks.send(new ListTagsForResourceCommand({ resourceArn }))
      expect(tags).toEqual({ team: 'b', Team: 'c', 'a key/with:all +-=._@': '' })
    }
  },
)

operation.refuses('NotFoundException', 'what is not there', () => tag({ a: 'b' }, nowhere))
operation.refuses('BadRequestException', 'what is no ARN of EKS', () => tag({ a: 'b' }, 'blue'), 'Invalid ARN: blue')
operation.refuses(
  'BadRequestException',
  'a key that AWS keeps for itself, whatever its case',
  () => tag({ 'AWS:a': 'b' }),
  'aws: prefixed tag key names are not allowed for external use.',
)
operation.refuses(
  'BadRequestException',
  'characters that no tag has',
  () => tag({ 'a#': 'b' }),
  'A tag key is not valid.',
)
operation.refuses('BadRequestException', 'no tags at all', () => tag({}))
operation.refuses('BadRequestException', 'a key of more than 128 characters', () => tag({ ['k'.repeat(129)]: '' }))
operation.refuses('BadRequestException', 'a value of more than 256 characters', () => tag({ k: 'v'.repeat(257) }))
operation.refuses(
  'BadRequestException',
  'more than fifty with those that are there',
  () => tag(Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`k${at}`, '']))),
  'A resource has at most 50 tags.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => tag({ a: 'b' }, undefined, await nobody(world)),
  /is not authorized to perform: eks:TagResource on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
