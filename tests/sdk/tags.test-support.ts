import { install } from './eks.test-support'
import { account, cluster, type SdkWorld } from './world'

export const clusterArn = `arn:aws:eks:us-east-1:${account}:cluster/${cluster}`
export const nowhere = `arn:aws:eks:us-east-1:${account}:cluster/nowhere`

/** The ARNs of one thing of each kind that has tags. */
export async function oneOfEach(world: SdkWorld, associationArn: string | undefined): Promise<readonly string[]> {
  const { addon } = await install(world)()
  return [clusterArn, addon?.addonArn ?? '', associationArn ?? '']
}
