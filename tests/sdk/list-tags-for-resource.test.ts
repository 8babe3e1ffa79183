import { expect } from 'bun:test'
import { ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-eks'
import { AwsClient } from 'aws4fetch'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { clusterArn, nowhere, oneOfEach } from './tags.test-support'
import { sdkWorld } from './world'

const world = sdkWorld()
const list = (resourceArn = clusterArn, client = world.eks) =>
  client.send(new ListTagsForResourceCommand({ resourceArn }))
const operation = operationTests('eks', 'ListTagsForResource')

operation.succeeds('shows the tags of a cluster, an add-on and an association', async () => {
  const { association } = await associate(world)({ tags: { at: 'once' } })
  const [, , associationArn] = await oneOfEach(world, association?.associationArn)
  expect((await list()).tags).toEqual({})
  await world.eks.send(new TagResourceCommand({ resourceArn: clusterArn, tags: { a: '' } }))
  expect((await list()).tags).toEqual({ a: '' })
  expect((await list(associationArn)).tags).toEqual({ at: 'once' })
})

operation.succeeds('an ARN whose slashes are not encoded is understood too', async () => {
  const aws = new AwsClient({ ...world.server.credentials, service: 'eks', region: 'us-east-1' })
  for (const path of [clusterArn, encodeURIComponent(clusterArn)]) {
    const answer = await aws.fetch(`${world.server.url}/tags/${path}`)
    expect([answer.status, await answer.json()]).toEqual([200, { tags: { a: '' } }])
  }
})

operation.refuses('NotFoundException', 'what is not there', () => list(nowhere))
operation.refuses('BadRequestException', 'what is no ARN of EKS', () => list('blue'), 'Invalid ARN: blue')
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => list(undefined, await nobody(world)),
  /is not authorized to perform: eks:ListTagsForResource on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
