import type { AddonPodIdentityConfiguration } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { AddonRoleField } from './role-field'

interface Props {
  readonly cluster: string
  readonly namespace: string
  readonly identities: readonly AddonPodIdentityConfiguration[]
  /** By service account. */
  readonly roles: Readonly<Record<string, string>>
  readonly onChange: (roles: Readonly<Record<string, string>>) => void
}

/** Which roles the add-on's own pods act as. */
export function PodIdentities({ cluster, namespace, identities, roles, onChange }: Props) {
  const names = identities.flatMap(({ serviceAccount, recommendedManagedPolicies }) =>
    serviceAccount === undefined ? [] : [{ serviceAccount, policies: recommendedManagedPolicies ?? [] }],
  )
  return (
    <Container header={<Header description="Associations that belong to the add-on.">Pod identities</Header>}>
      {names.length === 0 ? (
        <Box color="text-body-secondary">Pods of this version need no role.</Box>
      ) : (
        <SpaceBetween size="m">
          {names.map(({ serviceAccount, policies }) => (
            <AddonRoleField
              key={serviceAccount}
              cluster={cluster}
              namespace={namespace}
              serviceAccount={serviceAccount}
              policies={policies}
              value={roles[serviceAccount] ?? ''}
              onChange={(roleArn) => onChange({ ...roles, [serviceAccount]: roleArn })}
            />
          ))}
        </SpaceBetween>
      )}
    </Container>
  )
}
