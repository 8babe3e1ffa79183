import type { Cluster } from '@aws-sdk/client-eks'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { part, ToButton } from '../../shown/to'
import { DeleteCluster } from './delete-cluster'
import { isRegistered } from './use-cluster'

export function ClusterActions({ cluster }: { readonly cluster: Cluster }) {
  const [leaving, setLeaving] = useState(false)
  const { name = '' } = cluster
  const registered = isRegistered(cluster)
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => setLeaving(true)}>{registered ? 'Deregister' : 'Delete'}</Button>
        {registered ? <ToButton to={`/clusters/${part(name)}/connect`}>Connect</ToButton> : null}
        <ToButton to={`/explain?cluster=${part(name)}`}>Explain</ToButton>
      </SpaceBetween>
      {leaving ? <DeleteCluster cluster={cluster} onClose={() => setLeaving(false)} /> : null}
    </>
  )
}
