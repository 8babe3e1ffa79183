import type { Cluster } from '@aws-sdk/client-eks'
import { useParams } from 'react-router'
import type { Refusal } from '../../asking/refusal'
import { useAsk } from '../../asking/use-ask'

/** The cluster that the address names; asked anew while the page is open, more often while it is on its way. */
export function useCluster(): {
  readonly name: string
  readonly cluster: Cluster | undefined
  readonly error: Refusal | null
  readonly refetch: () => void
} {
  const { cluster: name = '' } = useParams()
  const { data, error, refetch } = useAsk('eks', 'DescribeCluster', { name }, { every: 5_000 })
  return { name, cluster: data?.cluster, error, refetch }
}

/** One whose issuer is not here. */
export function isRegistered({ connectorConfig }: Cluster): boolean {
  return connectorConfig !== undefined
}
