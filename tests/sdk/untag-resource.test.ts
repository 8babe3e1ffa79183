import { expect } from 'bun:test'
import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { clusterArn, nowhere, oneOfEach } from './tags.test-support'
import { sdkWorld } from './world'

const world = sdkWorld()
const untag = (tagKeys: string[], resourceArn = clusterArn, client = world.eks) =>
  client.send(new UntagResourceCommand({ resourceArn, tagKeys }))
const operation = operationTests('eks', 'UntagResource')

operation.succeeds('takes tags off; a key that is not there is no fault', async () => {
  const { association } = await associate(world)()
  for (const resourceArn of await oneOfEach(world, association?.associationArn)) {
    await world.eks.send(new TagResourceCommand({ resourceArn, tags: { a: '1', 'b c': '2', d: '3' } }))
    await untag(['a', 'b c', 'none'], resourceArn)
    const { tags } = await world.eks.send(new ListTagsForResourceCommand({ resourceArn }))
    expect(tags).toEqual({ d: '3' })
    await untag(['d'], resourceArn)
    expect((await world.eks.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({})
  }
})

operation.refuses('NotFoundException', 'what is not there', () => untag(['a'], nowhere))
operation.refuses('BadRequestException', 'what is no ARN of EKS', () => untag(['a'], 'blue'), 'Invalid ARN: blue')
operation.refuses('BadRequestException', 'more than fifty keys', () =>
  untag(Array.from({ length: 51 }, (_, at) => `k${at}`)),
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => untag(['a'], undefined, await nobody(world)),
  /is not authorized to perform: eks:UntagResource on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
