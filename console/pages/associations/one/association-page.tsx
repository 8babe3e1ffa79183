import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useParams, useSearchParams } from 'react-router'
import { useAsk } from '../../../asking/use-ask'
import { useCrumbs } from '../../../frame/crumbs'
import { Waiting } from '../../../frame/waiting'
import { part } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { RecentExchanges } from '../../activity/recent-exchanges'
import { pathOf, tabOf } from '../paths'
import { AssociationDetails } from './association-details'
import { AssociationHeader } from './association-header'
import { AssociationTags } from './association-tags'
import { Granted } from './granted'
import { OwnedElsewhere } from './owned-elsewhere'
import { PodsOfAssociation } from './pods-of-association'

/** What does this association give, to whom, and who used it? */
export function AssociationPage() {
  const { cluster = '', id = '' } = useParams()
  const place = { clusterName: cluster, associationId: id }
  const [params, setParams] = useSearchParams()
  const { data, error, refetch } = useAsk('eks', 'DescribePodIdentityAssociation', place)
  const it = data?.association
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: cluster, to: `/clusters/${part(cluster)}` },
    { text: 'Access', to: tabOf(cluster) },
    { text: it === undefined ? id : `${it.namespace}/${it.serviceAccount}`, to: pathOf(place) },
  ])
  if (error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="see this association" onRetry={refetch} />
  if (it === undefined) return <Waiting for="Loading the association" />
  const { namespace = '', serviceAccount = '', associationArn = '', ownerArn } = it
  const tabs = [
    { id: 'grants', label: 'What it grants', content: <Granted association={it} /> },
    {
      id: 'pods',
      label: 'Pods that use it',
      content: <PodsOfAssociation cluster={cluster} namespace={namespace} serviceAccount={serviceAccount} />,
    },
    { id: 'exchanges', label: 'Recent exchanges', content: <RecentExchanges resource={associationArn} /> },
    { id: 'tags', label: 'Tags', content: <AssociationTags arn={associationArn} tags={it.tags ?? {}} /> },
  ]
  return (
    <SpaceBetween size="l">
      <AssociationHeader association={it} />
      {ownerArn === undefined ? null : <OwnedElsewhere cluster={cluster} ownerArn={ownerArn} />}
      <AssociationDetails association={it} />
      <Tabs
        ariaLabel="About this association"
        tabs={tabs}
        activeTabId={tabs.find(({ id }) => id === params.get('tab'))?.id ?? 'grants'}
        onChange={({ detail }) =>
          setParams(detail.activeTabId === 'grants' ? {} : { tab: detail.activeTabId }, { replace: true })
        }
      />
    </SpaceBetween>
  )
}
