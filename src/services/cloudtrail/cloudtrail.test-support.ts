import { serviceWorld } from '../../../tests/world'
import type { AuditEvent } from '../../domain'
import { structure } from '../said'
import { lookupEvents } from './lookup-events'

export const start = Date.UTC(2026, 3, 1, 12)
const clusterArn = 'arn:aws:eks:eu-central-1:111122223333:cluster/blue'

/** Records kept as the pipeline keeps them, and LookupEvents over them. */
export function trailWorld() {
  const world = serviceWorld()
  let made = 0
  return {
    ...world,
    /** One record, a second after the one before unless said otherwise. Resolves with its id. */
    async record(more: Partial<AuditEvent> = {}): Promise<string> {
      made += 1
      const at = more.at ?? start + made * 1_000
      const eventId = Bun.randomUUIDv7('hex', at)
      const event: AuditEvent = {
        ...{ eventId, at, eventName: 'ListClusters', eventSource: 'eks.amazonaws.com', readOnly: true },
        ...{ username: 'ada', accessKeyId: 'AKIAADA', resources: [], record: `{"eventID":"${eventId}"}` },
        ...more,
      }
      await world.store.events.insert(eventId, event)
      return eventId
    },
    exchange(more: Partial<AuditEvent> = {}): Promise<string> {
      const resources = [{ type: 'AWS::EKS::Cluster', name: clusterArn }]
      const exchange = {
        eventName: 'AssumeRoleForPodIdentity',
        eventSource: 'eks-auth.amazonaws.com',
        username: 'node',
      }
      return this.record({ ...exchange, accessKeyId: 'AKIANODE', resources, ...more })
    },
    look: (said: Readonly<Record<string, unknown>> = {}) => world.call(lookupEvents, said),
    refused: (said: Readonly<Record<string, unknown>>) => world.refusal(lookupEvents, said),
    /** The ids of one page. */
    async ids(said: Readonly<Record<string, unknown>> = {}): Promise<readonly unknown[]> {
      return idsOf(await world.call(lookupEvents, said))
    },
    by: (AttributeKey: string, AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey, AttributeValue }] }),
    clusterArn,
  }
}

export function idsOf({ Events }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(Events) ? Events.map((it) => structure(it).EventId) : []
}
