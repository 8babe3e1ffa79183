import type { Cluster } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Steps from '@cloudscape-design/components/steps'
import { useAsk } from '../../asking/use-ask'
import { Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'

/** Live: registered, activated, heard. */
export function ConnectState({ cluster }: { readonly cluster: Cluster }) {
  const { name = '', status } = cluster
  const active = status === 'ACTIVE'
  const { data: report } = useAsk(
    'podid',
    'GetClusterReport',
    { clusterName: name, maxResults: 1 },
    { every: 3_000, when: active },
  )
  const heard = report?.reportedAt !== undefined
  const problem = cluster.health?.issues?.[0]?.message
  return (
    <SpaceBetween size="l">
      {status === 'FAILED' ? (
        <Alert type="error" header="The activation has expired">
          <Said>{problem ?? 'Nobody presented its code in time.'}</Said>
        </Alert>
      ) : null}
      {active ? (
        <Alert
          type="success"
          header="Connected"
          action={
            <ToButton to={`/clusters/${part(name)}/add-ons/get/eks-pod-identity-agent`} variant="primary">
              Install the agent
            </ToButton>
          }
        >
          Its tokens are accepted. Next: the agent, which gives pods their credentials on every node, and a first
          association.
        </Alert>
      ) : null}
      <Container header={<Header>Progress</Header>}>
        <LiveRegion tagName="div">
          <Steps
            ariaLabel="How far it is"
            steps={[
              { status: 'success', statusIconAriaLabel: 'Done', header: 'Registered' },
              stepOf(status),
              heard
                ? { status: 'success', statusIconAriaLabel: 'Done', header: `Its connector reports${told(report)}` }
                : {
                    status: active ? 'loading' : 'pending',
                    statusIconAriaLabel: active ? 'Waiting' : 'Not yet',
                    header: active ? 'Waiting for the first report of its connector…' : 'Its connector reports',
                  },
            ]}
          />
        </LiveRegion>
      </Container>
    </SpaceBetween>
  )
}

function stepOf(status: string | undefined) {
  if (status === 'ACTIVE') return { status: 'success', statusIconAriaLabel: 'Done', header: 'Connected' } as const
  if (status === 'FAILED')
    return { status: 'error', statusIconAriaLabel: 'Failed', header: 'The cluster did not connect in time' } as const
  return {
    status: 'loading',
    statusIconAriaLabel: 'Waiting',
    header: 'Waiting for the cluster…',
    details: 'This page notices by itself. It may be left and opened again.',
  } as const
}

function told(report: { readonly kubernetesVersion?: string; readonly nodeCount?: number } | undefined): string {
  const { kubernetesVersion, nodeCount } = report ?? {}
  const words = [
    kubernetesVersion === undefined ? '' : `Kubernetes ${kubernetesVersion}`,
    nodeCount === undefined ? '' : `${nodeCount} ${nodeCount === 1 ? 'node' : 'nodes'}`,
  ].filter((it) => it !== '')
  return words.length === 0 ? '' : `: ${words.join(', ')}`
}
