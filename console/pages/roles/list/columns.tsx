import Badge from '@cloudscape-design/components/badge'
import SpaceBetween from '@cloudscape-design/components/space-between'
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
    minWidth: 200,
    cell: ({ roleName, ofCluster }) => (
      <SpaceBetween direction="horizontal" size="xs">
        <To to={rolePath(roleName)}>
          <Said>{roleName}</Said>
        </To>
        {ofCluster === undefined ? null : <Badge>of a cluster</Badge>}
      </SpaceBetween>
    ),
  },
  { id: 'path', header: 'Path', cell: ({ path }) => <Program>{path}</Program> },
  { id: 'trust', header: 'Trusts Pod Identity', minWidth: 170, cell: (role) => <Trusts role={role} /> },
  { id: 'associations', header: 'Associations', cell: ({ associationCount }) => associationCount ?? '-' },
  { id: 'created', header: 'Created', sortBy: 'CREATED', cell: ({ createDate }) => <When at={createDate} /> },
  {
    id: 'description',
    header: 'Description',
    minWidth: 220,
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
