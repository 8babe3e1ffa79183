import type { Column } from '../../shown/listing'
import { Program, Said } from '../../shown/said'
import { part, To } from '../../shown/to'
import { Moment } from './moment'
import { Outcome } from './outcome'
import { type Recorded, roleNameOf, shortOf } from './recorded'

type Link = (record: Recorded) => string

const maybe = (text: string | undefined) => (text === undefined || text === '' ? '-' : <Said>{text}</Said>)

const when = (open: Link): Column<Recorded> => ({
  id: 'when',
  header: 'When',
  minWidth: 155,
  cell: (record) => (
    <To to={open(record)}>
      <Moment at={record.at} />
    </To>
  ),
  isRowHeader: true,
})
const outcome: Column<Recorded> = {
  id: 'outcome',
  header: 'Outcome',
  minWidth: 250,
  cell: (record) => <Outcome of={record} />,
}
const who: Column<Recorded> = { id: 'who', header: 'Asked by', cell: ({ user }) => maybe(user) }
const address: Column<Recorded> = { id: 'from', header: 'From', cell: ({ address: it }) => maybe(it) }

/** Who used which role when. */
export const exchangeColumns = (open: Link): readonly Column<Recorded>[] => [
  when(open),
  outcome,
  { id: 'pod', header: 'Pod', minWidth: 150, cell: ({ exchange }) => maybe(exchange?.pod) },
  {
    id: 'account',
    header: 'Service account',
    minWidth: 160,
    cell: ({ exchange: { namespace, serviceAccount } = {} }) =>
      serviceAccount === undefined ? 'Not proved' : <Said>{`${namespace}/${serviceAccount}`}</Said>,
  },
  {
    id: 'role',
    header: 'Role',
    minWidth: 140,
    cell: ({ exchange }) => <Role arn={exchange?.targetRoleArn ?? exchange?.roleArn} />,
  },
  {
    id: 'cluster',
    header: 'Cluster',
    cell: ({ exchange: { cluster } = {} }) =>
      cluster === undefined ? (
        '-'
      ) : (
        <To to={`/clusters/${part(cluster)}`}>
          <Said>{cluster}</Said>
        </To>
      ),
  },
  who,
  address,
]

/** Who did what when. */
export const callColumns = (open: Link): readonly Column<Recorded>[] => [
  when(open),
  { id: 'event', header: 'Event', minWidth: 220, cell: ({ name }) => maybe(name) },
  outcome,
  who,
  {
    id: 'resources',
    header: 'Resources',
    minWidth: 200,
    cell: ({ resources }) => maybe(resources.map(({ name }) => shortOf(name)).join(', ')),
  },
  { id: 'source', header: 'Service', minWidth: 110, cell: ({ source }) => maybe(source.replace('.amazonaws.com', '')) },
  address,
]

function Role({ arn }: { readonly arn: string | undefined }) {
  if (arn === undefined) return <>-</>
  const name = roleNameOf(arn)
  return (
    <To to={`/roles/${part(name.slice(name.lastIndexOf('/') + 1))}`}>
      <Program>{name}</Program>
    </To>
  )
}
