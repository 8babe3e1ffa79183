import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useQuery } from '@tanstack/react-query'
import type { Refusal } from '../../asking/refusal'
import { Said } from '../../shown/said'
import { To, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { explainLink, recordLink } from './links'
import { type LookedUp, lookUp } from './looked-up'
import { Outcome } from './outcome'
import { exchangeName, type Recorded } from './recorded'

const few = 10

/** The last exchanges of a cluster, an association or a role, by its ARN: which pod got credentials, and which was refused. */
export function RecentExchanges({ resource }: { readonly resource: string }) {
  const { data, error, isPending, refetch } = useQuery<LookedUp, Refusal>({
    queryKey: ['cloudtrail', 'LookupEvents', 'recent', resource],
    queryFn: ({ signal }) => lookUp({ asked: askedFor(resource), fits: fits(resource), most: few }, signal),
    refetchInterval: ({ state }) => 10_000 * (state.data?.calls ?? 1),
  })
  const header = (
    <Header
      variant="h2"
      description="From the audit records, the newest first."
      actions={<ToButton to={whole(resource)}>All activity</ToButton>}
    >
      Recent exchanges
    </Header>
  )
  if (error !== null && error.kind !== 'expired')
    return (
      <SpaceBetween size="s">
        {header}
        <Trouble of={error} doing="look up its exchanges" onRetry={refetch} />
      </SpaceBetween>
    )
  return (
    <Table<Recorded>
      header={header}
      items={data?.records.slice(0, few) ?? []}
      trackBy={({ id }) => id}
      loading={isPending}
      loadingText="Looking through the records…"
      ariaLabels={{ tableLabel: 'Recent exchanges' }}
      columnDefinitions={[
        {
          id: 'at',
          header: 'When',
          isRowHeader: true,
          cell: (record) => (
            <To to={recordLink(record)}>
              <When at={record.at} />
            </To>
          ),
        },
        { id: 'outcome', header: 'Outcome', cell: (record) => <Outcome of={record} /> },
        { id: 'pod', header: 'Pod', cell: ({ exchange }) => <Said>{podOf(exchange)}</Said> },
        {
          id: 'why',
          header: 'Why refused',
          cell: (record) =>
            record.refused === undefined ? (
              '-'
            ) : (
              <To to={explainLink(record.exchange) ?? recordLink(record)}>Explain</To>
            ),
        },
      ]}
      empty={
        <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
          <Box variant="strong" color="inherit">
            No exchanges
          </Box>
          <Box color="inherit">
            {data?.nextToken === undefined
              ? 'No pod has asked for credentials by it, as far back as records are kept.'
              : 'None among the last records.'}
          </Box>
        </Box>
      }
    />
  )
}

/** The server finds exchanges by the ARN of a role or an association; of a cluster it would find all that is done with it. */
const askedFor = (resource: string) => ({
  LookupAttributes: [
    /:(role|podidentityassociation)\//.test(resource)
      ? { AttributeKey: 'ResourceName' as const, AttributeValue: resource }
      : { AttributeKey: 'EventName' as const, AttributeValue: exchangeName },
  ],
})

const fits =
  (resource: string) =>
  ({ exchange, resources }: Recorded) =>
    exchange !== undefined &&
    (exchange.roleArn === resource ||
      exchange.targetRoleArn === resource ||
      exchange.associationArn === resource ||
      resources.some(({ name }) => name === resource))

function podOf(exchange: Recorded['exchange']): string {
  if (exchange?.pod === undefined) return 'not proved'
  return `${exchange.namespace}/${exchange.pod}`
}

function whole(resource: string): string {
  const [, cluster] = /:cluster\/(.+)$/.exec(resource) ?? /:podidentityassociation\/([^/]+)\//.exec(resource) ?? []
  return cluster === undefined
    ? `/activity?role=${encodeURIComponent(resource)}`
    : `/activity?cluster=${encodeURIComponent(cluster)}`
}
