import { useParams } from 'react-router'
import { useAsk } from '../../../asking/use-ask'
import { useCrumbs } from '../../../frame/crumbs'
import { Waiting } from '../../../frame/waiting'
import { part } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { OwnedElsewhere } from '../one/owned-elsewhere'
import { editOf, pathOf, tabOf } from '../paths'
import { EditAssociation } from './edit-association'

/** Changes what the pods of a service account act as. */
export function EditAssociationPage() {
  const { cluster = '', id = '' } = useParams()
  const place = { clusterName: cluster, associationId: id }
  const { data, error, refetch } = useAsk('eks', 'DescribePodIdentityAssociation', place)
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: cluster, to: `/clusters/${part(cluster)}` },
    { text: 'Access', to: tabOf(cluster) },
    { text: data?.association?.serviceAccount ?? id, to: pathOf(place) },
    { text: 'Edit', to: editOf(place) },
  ])
  if (data?.association !== undefined)
    return data.association.ownerArn === undefined ? (
      <EditAssociation association={data.association} key={id} />
    ) : (
      <OwnedElsewhere cluster={cluster} ownerArn={data.association.ownerArn} />
    )
  if (error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="see this association" onRetry={refetch} />
  return <Waiting for="Loading the association" />
}
