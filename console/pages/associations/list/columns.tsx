import Badge from '@cloudscape-design/components/badge'
import { roleNameOf } from '../../../../src/domain'
import type { FoundAssociation } from '../../../asking/podid-answers'
import type { Column } from '../../../shown/listing'
import { Program, Said } from '../../../shown/said'
import { part, To } from '../../../shown/to'
import { When } from '../../../shown/when'
import { pathOf } from '../paths'

export const columns: readonly Column<FoundAssociation>[] = [
  {
    id: 'namespace',
    header: 'Namespace',
    sortBy: 'NAMESPACE',
    minWidth: 140,
    cell: ({ namespace }) => <Said>{namespace}</Said>,
  },
  {
    id: 'serviceAccount',
    header: 'Service account',
    sortBy: 'SERVICE_ACCOUNT',
    isRowHeader: true,
    minWidth: 180,
    cell: (it) => (
      <To to={pathOf(it)}>
        <Said>{it.serviceAccount}</Said>
      </To>
    ),
  },
  {
    id: 'role',
    header: 'Role',
    sortBy: 'ROLE',
    minWidth: 180,
    cell: ({ roleArn }) => <RoleLink arn={roleArn} />,
  },
  {
    id: 'target',
    header: 'Target role',
    minWidth: 180,
    cell: ({ targetRoleArn }) => (targetRoleArn === undefined ? '-' : <Program>{targetRoleArn}</Program>),
  },
  {
    id: 'owner',
    header: 'Managed by',
    minWidth: 120,
    cell: ({ ownerArn }) => (ownerArn === undefined ? '-' : <Owner arn={ownerArn} />),
  },
  {
    id: 'id',
    header: 'Association ID',
    minWidth: 190,
    cell: ({ associationId }) => <Program>{associationId}</Program>,
  },
  {
    id: 'created',
    header: 'Created',
    sortBy: 'CREATED',
    minWidth: 130,
    cell: ({ createdAt }) => <When at={createdAt} />,
  },
  { id: 'modified', header: 'Changed', minWidth: 130, cell: ({ modifiedAt }) => <When at={modifiedAt} /> },
]

export const shownAtFirst = ['namespace', 'serviceAccount', 'role', 'owner', 'modified']

/** A role of this account, by its name. */
export function RoleLink({ arn }: { readonly arn: string }) {
  const name = roleNameOf(arn)
  return name === undefined ? (
    <Program>{arn}</Program>
  ) : (
    <To to={`/roles/${part(name)}`}>
      <Said>{name}</Said>
    </To>
  )
}

function Owner({ arn }: { readonly arn: string }) {
  return (
    <Badge color="blue">
      <Said>Add-on {addonOf(arn)}</Said>
    </Badge>
  )
}

/** `arn:…:addon/cluster/name/uuid` → `name`. */
export function addonOf(ownerArn: string): string {
  return ownerArn.split('/')[2] ?? ownerArn
}
