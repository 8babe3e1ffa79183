import type { Cluster } from '@aws-sdk/client-eks'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReactNode } from 'react'
import type { ClusterReport } from '../../asking/podid-answers'
import { useAsk } from '../../asking/use-ask'
import { Program, Said } from '../../shown/said'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { isSilent } from './silence'

/** What its connector told last, and when. */
export function ConnectorReport({ cluster }: { readonly cluster: Cluster }) {
  const { name: clusterName = '' } = cluster
  const { data, error, refetch } = useAsk(
    'podid',
    'GetClusterReport',
    { clusterName, maxResults: 1 },
    { every: 10_000 },
  )
  return (
    <Container
      header={
        <Header variant="h2" description="What the connector told of the cluster last.">
          Connector
        </Header>
      }
    >
      {data === undefined && error !== null && error.kind !== 'expired' ? (
        <Trouble of={error} doing="see what its connector told" onRetry={refetch} />
      ) : (
        <KeyValuePairs columns={3} items={pairs(data)} />
      )}
    </Container>
  )
}

function pairs(report: ClusterReport | undefined): { label: string; value: ReactNode }[] {
  const { connectorName, connectorVersion, kubernetesVersion, nodeCount, issuer } = report ?? {}
  const all = [
    { label: 'Last heard', value: <Heard report={report} /> },
    { label: 'Connector', value: said(connectorName) },
    { label: 'Version of podid', value: said(connectorVersion) },
    { label: 'Kubernetes version', value: said(kubernetesVersion) },
    { label: 'Nodes', value: nodeCount ?? '-' },
    {
      label: 'Everything listed',
      value: report?.listedAt === undefined ? 'Not yet' : <When at={report.listedAt} />,
    },
  ]
  return issuer === undefined ? all : [...all, { label: 'Issuer it sees', value: <Program>{issuer}</Program> }]
}

const said = (text: string | undefined) => (text === undefined ? '-' : <Said>{text}</Said>)

function Heard({ report }: { readonly report: ClusterReport | undefined }) {
  if (report === undefined) return <StatusIndicator type="loading">Loading</StatusIndicator>
  const { reportedAt } = report
  if (reportedAt === undefined) return <StatusIndicator type="stopped">Never</StatusIndicator>
  return isSilent(reportedAt, Date.now()) ? (
    <StatusIndicator type="warning">
      Silent: <When at={reportedAt} />
    </StatusIndicator>
  ) : (
    <StatusIndicator type="success">
      <When at={reportedAt} />
    </StatusIndicator>
  )
}
