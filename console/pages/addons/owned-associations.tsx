import Box from '@cloudscape-design/components/box'
import { roleNameOf } from '../../../src/domain'
import { useAsk } from '../../asking/use-ask'
import { Program, Said } from '../../shown/said'
import { part, To } from '../../shown/to'

/** The associations that belong to an add-on: its service accounts with their roles. */
export function OwnedAssociations({ cluster, arns }: { readonly cluster: string; readonly arns: readonly string[] }) {
  return (
    <div>
      <Box variant="awsui-key-label">Pod identities</Box>
      {arns.map((arn) => (
        <Owned key={arn} cluster={cluster} id={arn.slice(arn.lastIndexOf('/') + 1)} />
      ))}
    </div>
  )
}

function Owned({ cluster, id }: { readonly cluster: string; readonly id: string }) {
  const { data } = useAsk('eks', 'DescribePodIdentityAssociation', { clusterName: cluster, associationId: id })
  const { serviceAccount, roleArn = '' } = data?.association ?? {}
  const role = roleNameOf(roleArn)
  return (
    <div>
      <To to={`/clusters/${part(cluster)}/associations/${part(id)}`} primary>
        <Said>{serviceAccount ?? id}</Said>
      </To>{' '}
      {role === undefined ? null : (
        <>
          acts as{' '}
          <To to={`/roles/${part(role)}`} primary>
            <Program>{role}</Program>
          </To>
        </>
      )}
    </div>
  )
}
