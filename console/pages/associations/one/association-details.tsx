import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs'
import { CopyableValue } from '../../../shown/copyable-value'
import { Said } from '../../../shown/said'
import { part, To } from '../../../shown/to'
import { When } from '../../../shown/when'
import { addonOf, RoleLink } from '../list/columns'
import { addonPath } from '../paths'

/** Everything that is said of it, by name. */
export function AssociationDetails({ association: it }: { readonly association: PodIdentityAssociation }) {
  const { clusterName = '', ownerArn } = it
  const items: readonly KeyValuePairsProps.Item[] = [
    {
      label: 'Cluster',
      value: (
        <To to={`/clusters/${part(clusterName)}`}>
          <Said>{clusterName}</Said>
        </To>
      ),
    },
    { label: 'Namespace', value: <Said>{it.namespace}</Said> },
    { label: 'Service account', value: <Said>{it.serviceAccount}</Said> },
    { label: 'Role', value: <RoleLink arn={it.roleArn ?? ''} /> },
    { label: 'Role ARN', value: <CopyableValue text={it.roleArn} what="the role's ARN" /> },
    { label: 'Session tags', value: it.disableSessionTags === true ? 'Off' : 'On' },
    ...(it.targetRoleArn === undefined
      ? []
      : [
          { label: 'Target role', value: <CopyableValue text={it.targetRoleArn} what="the target role's ARN" /> },
          { label: 'External ID', value: <CopyableValue text={it.externalId} what="the external ID" /> },
        ]),
    { label: 'Session policy', value: it.policy === undefined ? 'None' : 'Limits what the role grants' },
    {
      label: 'Managed by',
      value:
        ownerArn === undefined ? (
          'People'
        ) : (
          <To to={addonPath(clusterName, addonOf(ownerArn))}>
            Add-on <Said>{addonOf(ownerArn)}</Said>
          </To>
        ),
    },
    { label: 'Created', value: <When at={it.createdAt} /> },
    { label: 'Changed', value: <When at={it.modifiedAt} /> },
    { label: 'Association ID', value: <CopyableValue text={it.associationId} what="the association's ID" /> },
    { label: 'ARN', value: <CopyableValue text={it.associationArn} what="the association's ARN" /> },
  ]
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <KeyValuePairs columns={3} minColumnWidth={260} items={items} />
    </Container>
  )
}
