import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import SplitPanel from '@cloudscape-design/components/split-panel'
import { useAsk } from '../../asking/use-ask'
import { Waiting } from '../../frame/waiting'
import { Copyable } from '../../shown/command'
import { Trouble } from '../../shown/trouble'
import { RecordFacts } from './record-facts'
import { recorded } from './recorded'

/** One whole record, by its id: it is found however old it is. */
export function RecordPanel({ id }: { readonly id: string }) {
  const { data, error, isPending, refetch } = useAsk('cloudtrail', 'LookupEvents', {
    LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: id }],
  })
  const event = data?.Events?.[0]
  const record = event === undefined ? undefined : recorded(event)
  return (
    <SplitPanel header={record === undefined ? 'Record' : `Record: ${record.name}`} closeBehavior="hide">
      {error !== null ? <Trouble of={error} doing="look up this record" onRetry={refetch} /> : null}
      {isPending && error === null ? <Waiting for="Looking it up" /> : null}
      {data !== undefined && record === undefined ? (
        <Box>There is no such record, or it is older than records are kept.</Box>
      ) : null}
      {record === undefined ? null : (
        <SpaceBetween size="l">
          <RecordFacts record={record} />
          <div>
            <Box variant="h3" padding={{ bottom: 'xs' }}>
              The whole record
            </Box>
            <Copyable text={record.json} what="the record" />
          </div>
        </SpaceBetween>
      )}
    </SplitPanel>
  )
}
