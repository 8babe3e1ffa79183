import type { AuditEvent } from '../../domain'
import { type Answer, operation, type Said } from '../operation'
import { maybeDate, maybeNumber, maybeText } from '../said'
import { attributeSaid, stretchesOf } from './attributes'
import { invalidTimes } from './faults'
import { newest, type Times } from './newest'
import { readToken, writeToken } from './next-token'

const mostAtOnce = 50

/** Who did what when, the newest first: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const lookupEvents = operation({
  service: 'cloudtrail',
  name: 'LookupEvents',
  readOnly: true,
  input(said) {
    const query = { attribute: attributeSaid(said), times: timesSaid(said), insights: said.EventCategory === 'insight' }
    const token = maybeText(said.NextToken)
    return {
      ...query,
      before: token === undefined ? undefined : readToken(query, token),
      most: maybeNumber(said.MaxResults) ?? mostAtOnce,
    }
  },
  need: () => ({ action: 'cloudtrail:LookupEvents', resource: '*' }),
  async handle(query, parts) {
    // Nothing here watches for unusual rates of calls, so there are no such events.
    if (query.insights) return { Events: [] }
    const { events, last } = await newest(parts.store, stretchesOf(query.attribute, parts), query)
    return { Events: events.map(onTheWire), NextToken: last && writeToken(query, last) }
  },
})

const second = 1_000
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59)

/** Records have whole seconds; both ends are meant with. */
function timesSaid(said: Said): Times {
  const start = maybeDate(said.StartTime)?.getTime()
  const end = maybeDate(said.EndTime)?.getTime()
  if (start !== undefined && end !== undefined && start > end)
    throw invalidTimes('The start time is after the end time.')
  for (const time of [start, end])
    if (time !== undefined && (time < 0 || time > endOfTime))
      throw invalidTimes('The start time and the end time must be between the years 1970 and 9999.')
  return {
    from: start === undefined ? undefined : Math.ceil(start / second) * second,
    to: end === undefined ? undefined : (Math.floor(end / second) + 1) * second,
  }
}

function onTheWire(it: AuditEvent): Answer {
  return {
    EventId: it.eventId,
    EventName: it.eventName,
    ReadOnly: String(it.readOnly),
    AccessKeyId: it.accessKeyId,
    EventTime: new Date(Math.floor(it.at / second) * second),
    EventSource: it.eventSource,
    Username: it.username,
    Resources: it.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: it.record,
  }
}
