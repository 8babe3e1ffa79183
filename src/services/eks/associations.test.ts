import { describe, expect, test } from 'bun:test'
import { document, podsTrust, trusting } from '../../../tests/world'
import { structure } from '../said'
import { createPodIdentityAssociation } from './create-pod-identity-association'
import { deletePodIdentityAssociation } from './delete-pod-identity-association'
import { describePodIdentityAssociation } from './describe-pod-identity-association'
import { blue, only } from './eks.test-support'
import { updatePodIdentityAssociation } from './update-pod-identity-association'

const account = '111122223333'
const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
const target = 'arn:aws:iam::999999999999:role/teams/target'

describe('CreatePodIdentityAssociation', () => {
  test('answers the association', async () => {
    const { world, create, role } = await blue()
    const it = await create({ tags: { team: 'a' } })
    expect(it.associationId).toMatch(/^a-[a-z0-9]{17}$/)
    expect(it).toEqual({
      clusterName: 'blue',
      namespace: 'default',
      serviceAccount: 'app',
      roleArn: role.arn,
      associationArn: `arn:aws:eks:eu-central-1:${account}:podidentityassociation/blue/${it.associationId}`,
      associationId: it.associationId,
      tags: { team: 'a' },
      createdAt: new Date(world.clock.now),
      modifiedAt: new Date(world.clock.now),
      ownerArn: undefined,
      disableSessionTags: false,
      targetRoleArn: undefined,
      externalId: undefined,
      policy: undefined,
    })
  })

  test('tells the external id where a target role can ask for it', async () => {
    const { create } = await blue()
    expect(await create({ targetRoleArn: target })).toMatchObject({
      targetRoleArn: target,
      externalId: `eu-central-1/${account}/blue/default/app`,
    })
  })

  test('refuses in AWS’s words', async () => {
    const { world, create, refusal, role } = await blue()
    const label = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'
    const cases: readonly [Readonly<Record<string, unknown>>, string][] = [
      [{ clusterName: 'green' }, 'ResourceNotFoundException: No cluster found for name: green.'],
      [{ clusterName: 'a/b\0' }, 'ResourceNotFoundException: No cluster found for name: a/b\0.'],
      [
        { namespace: 'Default' },
        `InvalidParameterException: The parameter namespace contains invalid characters. It should conform to the regular expression "${label}"`,
      ],
      [
        { namespace: 'a'.repeat(64) },
        'InvalidParameterException: The parameter namespace should be at most 63 characters long.',
      ],
      [{ serviceAccount: '*' }, 'InvalidParameterException: The parameter serviceAccount contains invalid characters.'],
      [{ serviceAccount: '' }, 'InvalidParameterException: The parameter serviceAccount contains invalid characters.'],
      [{ policy }, 'InvalidParameterException: When policy is specified, disableSessionTags must be set to true'],
      [
        { policy: '{', disableSessionTags: true },
        'InvalidParameterException: The parameter policy is not a valid policy document',
      ],
      [
        { policy: ' '.repeat(2049), disableSessionTags: true },
        'InvalidParameterException: The parameter policy should be at most 2048 characters long.',
      ],
      [
        { targetRoleArn: 'role/x' },
        'InvalidParameterException: The parameter targetRoleArn is not the ARN of an IAM role.',
      ],
      [
        { targetRoleArn: `arn:aws:iam::${account}:user/x` },
        'InvalidParameterException: The parameter targetRoleArn is not the ARN of an IAM role.',
      ],
      [
        { tags: { 'aws:x': 'y' } },
        'InvalidParameterException: aws: prefixed tag key names are not allowed for external use.',
      ],
      [{ tags: { x: 'a\0' } }, 'InvalidParameterException: A tag value is not valid.'],
      [
        { roleArn: 'arn:aws:iam::999999999999:role/app' },
        'AccessDeniedException: Cross-account pass role is not allowed.',
      ],
      [{ roleArn: '' }, 'AccessDeniedException: Cross-account pass role is not allowed.'],
      [{ roleArn: `${role.arn}2` }, 'InvalidParameterException: Role provided in the request does not exist'],
      [
        { roleArn: role.arn.replace('role/', 'role/other/') },
        'InvalidParameterException: Role provided in the request does not exist',
      ],
    ]
    for (const [more, told] of cases) expect(await refusal(more)).toStartWith(told)
    const { associationId } = await create()
    expect(await refusal()).toBe(`ResourceInUseException: Association already exists: ${associationId}`)
    expect(await world.store.associations.count()).toBe(1)
  })

  test('takes a role only if it lets EKS assume it and tag the session', async () => {
    const { world, refusal, create } = await blue()
    const pods = { Service: 'pods.eks.amazonaws.com' }
    for (const trust of [
      trusting(pods, 'sts:AssumeRole'),
      trusting(pods, 'sts:TagSession'),
      trusting({ Service: 'ec2.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession']),
    ]) {
      await world.role('app', trust)
      expect(await refusal()).toBe(
        'InvalidParameterException: Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
      )
    }
    await world.role(
      'app',
      trusting(pods, ['sts:AssumeRole', 'sts:TagSession'], { StringEquals: { 'aws:SourceAccount': '1' } }),
    )
    await create()
  })

  test('keeps to the limit of the cluster', async () => {
    const { create, refusal } = await blue({ associationsPerCluster: 2 })
    await create()
    await create({ serviceAccount: 'two' })
    expect(await refusal({ serviceAccount: 'three' })).toStartWith('ResourceLimitExceededException: ')
  })

  test('counts its associations, also those that were there before they were counted', async () => {
    const { world, create, refusal } = await blue({ associationsPerCluster: 3 })
    const [one] = [await create(), await create({ serviceAccount: 'two' })]
    const counted = async () => (await world.store.clusters.get('blue'))?.associationCount
    expect(await counted()).toBe(2)
    await world.store.clusters.update('blue', ({ associationCount, ...rest }) => rest)
    await create({ serviceAccount: 'three' })
    expect(await counted()).toBe(3)
    expect(await refusal({ serviceAccount: 'four' })).toBe(
      'ResourceLimitExceededException: The cluster blue has reached its limit of 3 pod identity associations.',
    )
    expect(await counted()).toBe(3)
    await world.call(deletePodIdentityAssociation, { clusterName: 'blue', associationId: one.associationId })
    expect(await counted()).toBe(2)
    await create({ serviceAccount: 'four' })
  })

  test('needs iam:PassRole to EKS', async () => {
    const { world, create, refusal, role } = await blue()
    const may = { Effect: 'Allow', Action: 'eks:CreatePodIdentityAssociation', Resource: '*' }
    const pass = (service: string) => ({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: role.arn,
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    })
    const denied = `AccessDeniedException: User: arn:aws:iam::${account}:user/`
    const one = await refusal({}, await only(world, may, pass('ec2.amazonaws.com')))
    expect(one).toStartWith(denied)
    expect(one).toContain(`is not authorized to perform: iam:PassRole on resource: ${role.arn} because`)
    const two = await refusal({}, await only(world, pass('pods.eks.amazonaws.com')))
    expect(two).toContain(
      `eks:CreatePodIdentityAssociation on resource: arn:aws:eks:eu-central-1:${account}:cluster/blue`,
    )
    await create({}, await only(world, may, pass('pods.eks.amazonaws.com')))
  })

  test('with tags needs eks:TagResource, and both may ask for tags', async () => {
    const { world, create, refusal } = await blue()
    const statement = (Action: string) => ({
      Effect: 'Allow',
      Action,
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } },
    })
    const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }
    const create_ = statement('eks:CreatePodIdentityAssociation')
    expect(await refusal({ tags: { team: 'a' } }, await only(world, create_, pass))).toContain('eks:TagResource')
    const both = await only(world, create_, statement('eks:TagResource'), pass)
    expect(await refusal({ tags: { team: 'b' } }, both)).toContain('eks:CreatePodIdentityAssociation')
    await create({ tags: { team: 'a' } }, both)
  })

  test('asked again with its token is the same; with other parameters it is refused; after a day it is forgotten', async () => {
    const { world, create, refusal, revision } = await blue()
    const first = await create({ clientRequestToken: 'x\0y' })
    const before = await revision()
    expect(await create({ clientRequestToken: 'x\0y' })).toEqual(first)
    expect(await revision()).toBe(before)
    expect(await refusal({ clientRequestToken: 'x\0y', serviceAccount: 'two' })).toBe(
      'InvalidParameterException: The clientRequestToken was used before with other parameters.',
    )
    expect(await refusal({ clientRequestToken: 'other' })).toStartWith('ResourceInUseException')
    world.clock.now += 86_400_000
    await create({ clientRequestToken: 'x\0y', serviceAccount: 'two' })
  })

  test('asked again after it was deleted does not come back', async () => {
    const { world, create, refusal } = await blue()
    const { associationId } = await create({ clientRequestToken: 'x' })
    await world.call(deletePodIdentityAssociation, { clusterName: 'blue', associationId })
    expect(await refusal({ clientRequestToken: 'x' })).toStartWith('ResourceNotFoundException')
  })

  test('of many at once, one wins', async () => {
    const { world, app } = await blue()
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.call(createPodIdentityAssociation, app)),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await world.store.associations.count()).toBe(1)
  })
})

describe('UpdatePodIdentityAssociation', () => {
  async function made(more = {}) {
    const it = await blue()
    const { associationId } = await it.create(more)
    const named = { clusterName: 'blue', associationId }
    return {
      ...it,
      named,
      update: async (said: Readonly<Record<string, unknown>>) =>
        structure((await it.world.call(updatePodIdentityAssociation, { ...named, ...said })).association),
      refused: (said: Readonly<Record<string, unknown>>) =>
        it.world.refusal(updatePodIdentityAssociation, { ...named, ...said }),
    }
  }

  test('changes what is said and leaves the rest', async () => {
    const { world, update, role } = await made({ tags: { team: 'a' } })
    const other = await world.role('other', podsTrust)
    world.clock.now += 1_000
    expect(await update({ roleArn: other.arn })).toMatchObject({
      roleArn: other.arn,
      disableSessionTags: false,
      tags: { team: 'a' },
      createdAt: new Date(world.clock.now - 1_000),
      modifiedAt: new Date(world.clock.now),
    })
    expect(await update({ disableSessionTags: true, policy })).toMatchObject({ roleArn: other.arn, policy })
    expect(await update({ roleArn: role.arn })).toMatchObject({ roleArn: role.arn, policy, disableSessionTags: true })
  })

  test('"" takes target role and policy away', async () => {
    const { update } = await made({ targetRoleArn: target, policy, disableSessionTags: true })
    expect(await update({ targetRoleArn: '' })).toMatchObject({
      targetRoleArn: undefined,
      externalId: undefined,
      policy,
    })
    expect(await update({ policy: '' })).toMatchObject({ policy: undefined })
  })

  test('judges the whole as it will be', async () => {
    const { update, refused } = await made()
    const told = 'InvalidParameterException: When policy is specified, disableSessionTags must be set to true'
    expect(await refused({ policy })).toBe(told)
    await update({ policy, disableSessionTags: true })
    expect(await refused({ disableSessionTags: false })).toBe(told)
    await update({ disableSessionTags: false, policy: '' })
  })

  test('refuses', async () => {
    const { world, refused, role } = await made()
    expect(await refused({})).toStartWith('InvalidParameterException: At least one of')
    expect(await refused({ roleArn: `${role.arn}2` })).toBe(
      'InvalidParameterException: Role provided in the request does not exist',
    )
    expect(await refused({ roleArn: '' })).toBe('AccessDeniedException: Cross-account pass role is not allowed.')
    expect(await refused({ roleArn: role.arn, associationId: 'a-1' })).toBe(
      'InvalidParameterException: The parameter associationId should be 19 characters long.',
    )
    expect(await refused({ disableSessionTags: true, associationId: 'a-00000000000000000' })).toStartWith(
      'ResourceNotFoundException: ',
    )
    await world.role('app', trusting({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'))
    expect(await refused({ roleArn: role.arn })).toStartWith('InvalidParameterException: Trust policy')
  })

  test('needs iam:PassRole for another role only', async () => {
    const { world, named, role } = await made()
    const may = { Effect: 'Allow', Action: 'eks:UpdatePodIdentityAssociation', Resource: '*' }
    const caller = await only(world, may)
    await world.call(updatePodIdentityAssociation, { ...named, disableSessionTags: true }, caller)
    expect(await world.refusal(updatePodIdentityAssociation, { ...named, roleArn: role.arn }, caller)).toContain(
      'iam:PassRole',
    )
  })
})

describe('DescribePodIdentityAssociation and DeletePodIdentityAssociation', () => {
  test('show it; then it is gone', async () => {
    const { world, create } = await blue()
    const it = await create()
    const named = { clusterName: 'blue', associationId: it.associationId }
    expect((await world.call(describePodIdentityAssociation, named)).association).toEqual(it)
    expect((await world.call(deletePodIdentityAssociation, named)).association).toEqual(it)
    expect(await world.refusal(describePodIdentityAssociation, named)).toStartWith('ResourceNotFoundException: ')
    expect(await world.refusal(deletePodIdentityAssociation, named)).toStartWith('ResourceNotFoundException: ')
    await create()
  })

  test('are permitted by the association’s ARN and its tags', async () => {
    const { world, create } = await blue()
    const it = await create({ tags: { team: 'a' } })
    const named = { clusterName: 'blue', associationId: it.associationId }
    const may = (team: string, Resource: unknown = it.associationArn) => ({
      Effect: 'Allow',
      Action: 'eks:DescribePodIdentityAssociation',
      Resource,
      Condition: { StringEquals: { 'aws:ResourceTag/team': team } },
    })
    await world.call(describePodIdentityAssociation, named, await only(world, may('a')))
    expect(await world.refusal(describePodIdentityAssociation, named, await only(world, may('b')))).toEndWith(
      `eks:DescribePodIdentityAssociation on resource: ${it.associationArn} because no identity-based policy allows the eks:DescribePodIdentityAssociation action`,
    )
    const elsewhere = may('a', `arn:aws:eks:eu-central-1:${account}:podidentityassociation/green/*`)
    expect(await world.refusal(describePodIdentityAssociation, named, await only(world, elsewhere))).toStartWith(
      'AccessDeniedException',
    )
  })
})

test('every change of an association is a new revision of its cluster', async () => {
  const { world, create, revision } = await blue()
  const { associationId } = await create()
  expect(await revision()).toBe(1)
  await world.call(updatePodIdentityAssociation, { clusterName: 'blue', associationId, disableSessionTags: true })
  expect(await revision()).toBe(2)
  await world.call(deletePodIdentityAssociation, { clusterName: 'blue', associationId })
  expect(await revision()).toBe(3)
})
