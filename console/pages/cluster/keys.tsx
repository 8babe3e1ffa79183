import type { Cluster } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useAsk } from '../../asking/use-ask'
import { Program } from '../../shown/said'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { countsUntil, keyInWords } from './key-words'
import { RotateKeys } from './rotate-keys'
import { isRegistered } from './use-cluster'
import { WaitingKeys } from './waiting-keys'

interface Key {
  readonly jwk: string
  readonly addedAt?: Date
  readonly retiredAt?: Date
}

/** The public keys that its pods' tokens are checked with: how old, where from; and those that wait to be approved. */
export function Keys({ cluster }: { readonly cluster: Cluster }) {
  const { name = '' } = cluster
  const registered = isRegistered(cluster)
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'GetClusterKeys',
    { clusterName: name },
    { every: 10_000 },
  )
  const keys = data?.keys ?? []
  const header = (
    <Header
      variant="h2"
      counter={data === undefined ? undefined : `(${keys.length})`}
      description={descriptionOf(registered, data?.keysPinned === true)}
      actions={registered ? undefined : <RotateKeys cluster={name} />}
    >
      Token keys
    </Header>
  )
  if (data === undefined && error !== null && error.kind !== 'expired')
    return (
      <SpaceBetween size="s">
        {header}
        <Trouble of={error} doing="see its keys" onRetry={refetch} />
      </SpaceBetween>
    )
  return (
    <SpaceBetween size="l">
      {(data?.waitingKeys ?? []).length === 0 ? null : <WaitingKeys cluster={name} keys={data?.waitingKeys ?? []} />}
      <Table<Key>
        header={header}
        items={keys}
        loading={isPending}
        loadingText="Loading…"
        trackBy="jwk"
        wrapLines
        ariaLabels={{ tableLabel: 'Token keys' }}
        columnDefinitions={[
          { id: 'id', header: 'Key id', cell: ({ jwk }) => <Program>{keyInWords(jwk).id}</Program>, isRowHeader: true },
          { id: 'signs', header: 'Algorithm', cell: ({ jwk }) => <Program>{keyInWords(jwk).signs}</Program> },
          { id: 'added', header: 'Added', cell: ({ addedAt }) => <When at={addedAt} />, minWidth: 130 },
          { id: 'source', header: 'From', cell: () => (registered ? 'its connector' : 'this server') },
          { id: 'state', header: 'State', cell: (key) => <KeyState of={key} />, minWidth: 130 },
        ]}
        empty={
          <Box textAlign="center" color="inherit" padding={{ vertical: 's' }}>
            No keys yet: they come when the cluster connects. Until then no token of its pods is accepted.
          </Box>
        }
      />
    </SpaceBetween>
  )
}

function KeyState({ of: { retiredAt } }: { readonly of: Key }) {
  if (retiredAt === undefined) return <StatusIndicator type="success">In use</StatusIndicator>
  return (
    <StatusIndicator type="stopped">
      Retired <When at={retiredAt} />, counts until its tokens have expired (<When at={countsUntil(retiredAt)} />)
    </StatusIndicator>
  )
}

function descriptionOf(registered: boolean, pinned: boolean): string {
  if (!registered) return 'Tokens of its pods are signed here.'
  return pinned
    ? 'Tokens of its pods are checked with these. Keys are pinned: those it adds wait for approval.'
    : 'Tokens of its pods are checked with these. Keys that its connector adds count at once.'
}
