import type { Column } from '../../shown/listing'
import { Program, Said } from '../../shown/said'
import { part, To } from '../../shown/to'
import { When } from '../../shown/when'
import { Outcome } from './outcome'
import { type Recorded, roleNameOf } from './recorded'

type Link = (record: Recorded) => string

const maybe = (text: string | undefined) => (text === undefined || text === '' ? '-' : <Said>{text}</Said>)

const when = (open: Link): Column<Recorded> => ({
  id: 'when',
  header: 'When',
  minWidth: 150,
  cell: (record) => (
    <To to={open(record)}>
      <When at={record.at} />
    </To>
  ),
  isRowHeader: true,
})
const outcome: Column<Recorded> = {
  id: 'outcome',
  header: 'Outcome',
  minWidth: 180,
  cell: (record) => <Outcome of={record} />,
}
const who: Column<Recorded> = { id: 'who', header: 'Asked by', cell: ({ user }) => maybe(user) }
const address: Column<Recorded> = { id: 'from', header: 'From', cell: ({ address: it }) => maybe(it) }

/** Who used which role when. */
export const exchangeColumns = (open: Link): readonly Column<Recorded>[] => [
  when(open),
  outcome,
  { id: 'pod', header: 'Pod', cell: ({ exchange }) => maybe(exchange?.pod) },
  {
    id: 'account',
    header: 'Service account',
    cell: ({ exchange: { namespace, serviceAccount } = {} }) =>
      serviceAccount === undefined ? 'Not proved' : <Said>{`${namespace}/${serviceAccount}`}</Said>,
  },
  { id: 'role', header: 'Role', cell: ({ exchange }) => <Role arn={exchange?.targetRoleArn ?? exchange?.roleArn} /> },
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
  { id: 'event', header: 'Event', cell: ({ name }) => maybe(name) },
  outcome,
  who,
  {
    id: 'resources',
    header: 'Resources',
    cell: ({ resources }) => maybe(resources.map(({ name }) => name).join(', ')),
  },
  { id: 'source', header: 'Service', cell: ({ source }) => maybe(source) },
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
