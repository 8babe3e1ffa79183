import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import { useMemo } from 'react'
import type { ActivityPeriod } from '../../asking/podid-answers'
import { useAsk } from '../../asking/use-ask'
import { Trouble } from '../../shown/trouble'
import type { Filters } from './filters'
import { clusterOf, inWords, spanOf } from './periods'

interface Props {
  readonly filters: Filters
  readonly question: string
  readonly live: boolean
}

/** How many exchanges there were and how many were refused, as bars and as a table. */
export default function OverTime({ filters, question, live }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: filters are compared by what they say
  const span = useMemo(() => spanOf(filters, Date.now()), [question])
  const { start, end, periodSeconds, length } = span
  const clusterName = clusterOf(filters)
  // A running span ends now: the server knows when that is.
  const times = end === undefined ? { startTime: start } : { startTime: start, endTime: end }
  const { data, error, isPending, refetch } = useAsk(
    'podid',
    'GetActivity',
    { clusterName, periodSeconds, ...times },
    { every: live ? 10_000 : undefined, keep: true },
  )
  const periods = data?.periods ?? []
  const given = sum(periods, 'exchanges')
  const refused = sum(periods, 'refusals')
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            data === undefined
              ? `Counted over ${length}`
              : `${inWords(given, refused)} in ${length}${clusterName === undefined ? ', all clusters' : ''}${data.complete === false ? '; the older ones were too many to count' : ''}.`
          }
        >
          Exchanges over time
        </Header>
      }
    >
      {error !== null && error.kind !== 'expired' ? (
        <Trouble of={error} doing="count exchanges" onRetry={refetch} />
      ) : (
        <>
          <BarChart
            height={140}
            stackedBars
            hideFilter
            ariaLabel="Exchanges over time"
            ariaDescription="Exchanges that were answered with credentials, and those that were refused. The same numbers stand in the table below."
            xScaleType="categorical"
            series={[
              { type: 'bar', title: 'Credentials given', data: bars(periods, 'exchanges') },
              { type: 'bar', title: 'Refused', data: bars(periods, 'refusals') },
            ]}
            xDomain={periods.map(({ startTime }) => startTime)}
            yDomain={[0, Math.max(4, ...periods.map((it) => it.exchanges + it.refusals))]}
            i18nStrings={{ xTickFormatter: (at) => tick(at, periodSeconds), yTickFormatter: whole }}
            statusType={isPending ? 'loading' : 'finished'}
            loadingText="Counting…"
            empty="Nothing was counted."
          />
          <ExpandableSection headerText="The same as a table" variant="footer">
            <Numbers periods={periods} periodSeconds={periodSeconds} />
          </ExpandableSection>
        </>
      )}
    </Container>
  )
}

function Numbers({
  periods,
  periodSeconds,
}: {
  readonly periods: readonly ActivityPeriod[]
  readonly periodSeconds: number
}) {
  const busy = periods.filter(({ exchanges, refusals }) => exchanges + refusals > 0)
  if (busy.length === 0) return <Box color="text-body-secondary">No exchange in this time.</Box>
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Credentials given</th>
          <th scope="col">Refused</th>
        </tr>
      </thead>
      <tbody>
        {busy.toReversed().map(({ startTime, exchanges, refusals }) => (
          <tr key={startTime.getTime()}>
            <th scope="row">{tick(startTime, periodSeconds)}</th>
            <td>{exchanges}</td>
            <td>{refusals}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const sum = (periods: readonly ActivityPeriod[], of: 'exchanges' | 'refusals') =>
  periods.reduce((all, it) => all + it[of], 0)

const bars = (periods: readonly ActivityPeriod[], of: 'exchanges' | 'refusals') =>
  periods.map((it) => ({ x: it.startTime, y: it[of] }))

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const calendar = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const whole = (count: number) => (Number.isInteger(count) ? String(count) : '')

function tick(at: Date, periodSeconds: number): string {
  if (periodSeconds >= 86_400) return calendar.format(at)
  return periodSeconds > 1_800 ? `${calendar.format(at)} ${clock.format(at)}` : clock.format(at)
}
