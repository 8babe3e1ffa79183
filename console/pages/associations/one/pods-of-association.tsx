import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import type { ReportedItem } from '../../../asking/podid-answers'
import { Said } from '../../../shown/said'
import { To } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { When } from '../../../shown/when'
import { usePods } from './use-pods'

interface Props {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
}

const rows = 20

/** Which pods run as this service account, and whether they have the identity. */
export function PodsOfAssociation({ cluster, namespace, serviceAccount }: Props) {
  const { data, error, isPending, refetch } = usePods(cluster, namespace, serviceAccount)
  const [turned, turn] = useState(1)
  if (error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="see the cluster's pods" onRetry={refetch} />
  const pods = data?.pods ?? []
  const pages = Math.max(1, Math.ceil(pods.length / rows))
  const page = Math.min(turned, pages)
  const without = pods.filter(({ injected }) => injected !== true).length
  const explain = ({ name }: ReportedItem) =>
    `/explain?${new URLSearchParams({ cluster, namespace, serviceAccount, pod: name })}`
  return (
    <Table<ReportedItem>
      items={pods.slice((page - 1) * rows, page * rows)}
      trackBy={({ name }) => name}
      loading={isPending}
      loadingText="Asking for pods…"
      ariaLabels={{ tableLabel: 'Pods that use it' }}
      wrapLines
      header={
        <Header
          variant="h2"
          counter={`(${pods.length}${data?.whole === false ? '+' : ''})`}
          description={
            data?.reportedAt === undefined ? undefined : (
              <>
                As the cluster's connector told <When at={data.reportedAt} />.
                {without > 0 ? ` ${without} of them without the identity.` : ''}
              </>
            )
          }
        >
          Pods that use it
        </Header>
      }
      pagination={
        pages === 1 ? undefined : (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => turn(detail.currentPageIndex)}
          />
        )
      }
      columnDefinitions={[
        { id: 'name', header: 'Pod', isRowHeader: true, minWidth: 180, cell: ({ name }) => <Said>{name}</Said> },
        { id: 'identity', header: 'Identity', minWidth: 210, cell: (pod) => <Identity of={pod} /> },
        {
          id: 'node',
          header: 'Node',
          minWidth: 110,
          cell: ({ nodeName }) => (nodeName ? <Said>{nodeName}</Said> : '-'),
        },
        {
          id: 'phase',
          header: 'Phase',
          minWidth: 110,
          cell: ({ phase, reason }) => (
            <Said>{[phase ?? '-', ...(reason === undefined ? [] : [reason])].join(': ')}</Said>
          ),
        },
        { id: 'explain', header: 'Why', cell: (pod) => <To to={explain(pod)}>Explain</To> },
      ]}
      empty={
        <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
          <Box variant="strong" color="inherit">
            No pods
          </Box>
          <Box color="inherit">
            {data?.reportedAt === undefined
              ? 'The cluster has not told of its pods. Those of podid run are not reported: recent exchanges show them.'
              : 'None runs as this service account.'}
          </Box>
        </Box>
      }
    />
  )
}

/** What the connector saw in the pod: the variables and the token, or not. */
function Identity({ of: { injected } }: { readonly of: ReportedItem }) {
  if (injected === true) return <StatusIndicator type="success">Injected</StatusIndicator>
  if (injected === undefined) return <StatusIndicator type="pending">Not told</StatusIndicator>
  return (
    <>
      <StatusIndicator type="warning">Not injected</StatusIndicator>
      <Box variant="small" display="block" color="text-body-secondary">
        It started before the association, or past the webhook: start it anew.
      </Box>
    </>
  )
}
