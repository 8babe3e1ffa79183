import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { FoundRole } from '../../../asking/podid-answers'
import type { Column } from '../../../shown/listing'
import { Program, Said } from '../../../shown/said'
import { To } from '../../../shown/to'
import { When } from '../../../shown/when'
import { rolePath } from '../paths'

export const columns: readonly Column<FoundRole>[] = [
  {
    id: 'name',
    header: 'Name',
    sortBy: 'NAME',
    isRowHeader: true,
    minWidth: 260,
    cell: ({ roleName }) => (
      <To to={rolePath(roleName)}>
        <Said>{roleName}</Said>
      </To>
    ),
  },
  {
    id: 'path',
    header: 'Path',
    minWidth: 130,
    cell: ({ path, ofCluster }) => (
      <>
        <Program>{path}</Program>
        {ofCluster === undefined ? null : ' (of a cluster)'}
      </>
    ),
  },
  { id: 'trust', header: 'Trusts Pod Identity', minWidth: 185, cell: (role) => <Trusts role={role} /> },
  {
    id: 'associations',
    header: 'Associations',
    minWidth: 130,
    cell: ({ associationCount }) => associationCount ?? '-',
  },
  {
    id: 'created',
    header: 'Created',
    sortBy: 'CREATED',
    minWidth: 140,
    cell: ({ createDate }) => <When at={createDate} />,
  },
  {
    id: 'description',
    header: 'Description',
    minWidth: 260,
    cell: ({ description }) => (description === undefined || description === '' ? '-' : <Said>{description}</Said>),
  },
]

function Trusts({ role: { trustsPodIdentity } }: { readonly role: FoundRole }) {
  switch (trustsPodIdentity?.state) {
    case 'TRUSTED':
      return <StatusIndicator type="success">Yes</StatusIndicator>
    case 'CONDITIONAL':
      return <StatusIndicator type="info">On conditions</StatusIndicator>
    case 'NOT_TRUSTED':
      return <StatusIndicator type="stopped">No</StatusIndicator>
    default:
      return <>-</>
  }
}
