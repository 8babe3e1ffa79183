import SpaceBetween from '@cloudscape-design/components/space-between'
import { Tags } from '../../shown/tags'
import { RecentExchanges } from '../activity/recent-exchanges'
import { Agents } from './agents'
import { ConnectorReport } from './connector-report'
import { Details } from './details'
import { Keys } from './keys'
import { useCluster } from './use-cluster'

export function OverviewTab() {
  const { cluster } = useCluster()
  if (cluster === undefined) return null
  const { arn = '', tags } = cluster
  return (
    <SpaceBetween size="l">
      <Details cluster={cluster} />
      <Keys cluster={cluster} />
      <ConnectorReport cluster={cluster} />
      <Agents cluster={cluster} />
      <RecentExchanges resource={arn} />
      <Tags arn={arn} tags={tags} description="Policies can refer to them." touches={['eks:DescribeCluster']} />
    </SpaceBetween>
  )
}
