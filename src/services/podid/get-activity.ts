import { eksArn } from '../eks/arns'
import { invalid } from '../eks/faults'
import { resourceTags } from '../eks/tags'
import { operation, type Said } from '../operation'
import { maybeDate, maybeNumber, maybeText } from '../said'
import { type Count, counted } from './counted-exchanges'

const minute = 60_000
const mostPeriods = 300
const day = 24 * 60 * minute

/**
 * How many exchanges of credentials there were, and how many of them were refused, in each period between two moments: of all clusters, or of
 * one. Counted from the audit records' indexes, the newest period first; where they are too many, it says since when it counted.
 */
export const getActivity = operation({
  service: 'podid',
  name: 'GetActivity',
  readOnly: true,
  input: (said) => ({ cluster: maybeText(said.clusterName), said: timesSaid(said) }),
  async need({ cluster }, { store, ...here }) {
    const action = 'podid:GetActivity'
    if (cluster === undefined) return { action, resource: '*' }
    const context = resourceTags(await store.clusters.get(cluster))
    return { action, resource: eksArn(here, `cluster/${cluster}`), context }
  },
  async handle({ cluster, said }, parts) {
    const periods = periodsOf(said, parts.now())
    const where = cluster === undefined ? undefined : eksArn(parts, `cluster/${cluster}`)
    const counts = await counted(parts.store, where, periods)
    return {
      periods: counts.map(onTheWire).reverse(),
      periodSeconds: said.period / 1_000,
      countedSince: new Date(counts.at(-1)?.from ?? periods[0]?.to ?? 0),
      complete: counts.length === periods.length,
    }
  },
  about: ({ cluster }) => (cluster === undefined ? [] : [{ type: 'AWS::EKS::Cluster', name: cluster }]),
})

interface Times {
  readonly start?: number
  readonly end?: number
  /** Milliseconds, whole minutes. */
  readonly period: number
}

function timesSaid(said: Said): Times {
  const period = (maybeNumber(said.periodSeconds) ?? 3_600) * 1_000
  if (period % minute !== 0) throw invalid('The parameter periodSeconds must be a multiple of 60.')
  return { start: maybeDate(said.startTime)?.getTime(), end: maybeDate(said.endTime)?.getTime(), period }
}

/** Whole periods, beginning at multiples of their length, the newest first; the last day when no times are said. */
function periodsOf({ period, ...said }: Times, now: number): readonly { readonly from: number; readonly to: number }[] {
  const end = Math.ceil((said.end ?? now) / period) * period
  const start = Math.floor((said.start ?? end - day) / period) * period
  if (start < 0 || start >= end) throw invalid('The parameter startTime must be before endTime.')
  const count = (end - start) / period
  if (count > mostPeriods)
    throw invalid(`There are more than ${mostPeriods} periods in that time: make them longer, or the time shorter.`)
  return Array.from({ length: count }, (_, at) => ({ from: end - (at + 1) * period, to: end - at * period }))
}

function onTheWire({ from, exchanges, refusals }: Count): Readonly<Record<string, unknown>> {
  return { startTime: new Date(from), exchanges, refusals }
}
