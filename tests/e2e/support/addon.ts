import type { Client } from '../../../src/client'
import { listAt, textAt } from '../../../src/kubernetes'
import { allList, applicationYaml } from './application'
import { addon, associate, bucketAndRole } from './aws'
import { until } from './run'
import type { Stage } from './story'

/** Waits until the add-on has the status; answers what its issues say. */
export function addonIs(client: Client, clusterName: string, status: string, seconds = 300): Promise<string> {
  return until(`the add-on is ${status}`, seconds, async () => {
    const { addon: it } = await client.call('eks', 'DescribeAddon', { clusterName, addonName: addon })
    const issues = listAt(it, 'health', 'issues')
      .map((issue) => textAt(issue, 'message'))
      .join(' ')
    if (textAt(it, 'status') !== status) throw new Error(`it is ${textAt(it, 'status')} ${issues}`)
    return issues === '' ? 'none' : issues
  })
}

/** A cluster that has joined as blue, with the agent, an association, and two pods that list a bucket; the role's ARN. */
export async function running(stage: Stage, addonVersion?: string): Promise<string> {
  const { client } = stage.server
  await stage.join('blue')
  const roleArn = await bucketAndRole(stage)
  await client.call('eks', 'CreateAddon', { clusterName: 'blue', addonName: addon, addonVersion })
  await addonIs(client, 'blue', 'ACTIVE')
  await associate(client, 'blue', 'list-files', roleArn)
  await stage.cluster.apply(applicationYaml(stage, stage.cluster))
  await allList(stage.cluster, 'hello.txt')
  return roleArn
}

/** The pods of the application that are there to stay. */
export async function podsOf(stage: Stage): Promise<readonly string[]> {
  const listed = JSON.parse(await stage.cluster.get('get', 'pods', '-l', 'app=list-files', '-o', 'json'))
  const staying = listAt(listed, 'items').filter((it) => textAt(it, 'metadata', 'deletionTimestamp') === undefined)
  return staying.map((it) => textAt(it, 'metadata', 'name') ?? '')
}
