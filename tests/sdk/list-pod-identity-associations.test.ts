import { expect, test } from 'bun:test'
import {
  CreatePodIdentityAssociationCommand,
  ListPodIdentityAssociationsCommand,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks'
import { cluster, refusal, roleArn, sdkWorld } from './world'

const world = sdkWorld()

test('filters and pages; a summary names no role', async () => {
  for (const n of [1, 2, 3]) {
    await world.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: cluster,
        namespace: `ns-${n % 2}`,
        serviceAccount: `app-${n}`,
        roleArn,
      }),
    )
  }
  const pages: number[] = []
  const names: string[] = []
  for await (const page of paginateListPodIdentityAssociations(
    { client: world.eks, pageSize: 2 },
    { clusterName: cluster },
  )) {
    pages.push(page.associations?.length ?? 0)
    names.push(...(page.associations ?? []).map((it) => it.serviceAccount ?? ''))
    expect(page.associations?.every((it) => !('roleArn' in it))).toBe(true)
  }
  expect([pages, names.sort()]).toEqual([
    [2, 1],
    ['app-1', 'app-2', 'app-3'],
  ])
  const filtered = await world.eks.send(
    new ListPodIdentityAssociationsCommand({ clusterName: cluster, namespace: 'ns-1', serviceAccount: 'app-3' }),
  )
  expect(filtered.associations?.map((it) => it.serviceAccount)).toEqual(['app-3'])
})

test('a token that is none is refused', async () => {
  expect(
    await refusal(world.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: cluster, nextToken: 'x' }))),
  ).toMatch(/^InvalidParameterException 400: /)
})
