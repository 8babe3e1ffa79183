import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { roleNameOf } from '../../../../src/domain'
import { Program } from '../../../shown/said'
import { PolicyShown } from '../../roles/policies/policy-shown'
import { RoleGrants } from './role-grants'

/** What pods may do by it: the role's policies, and what limits them. */
export function Granted({ association }: { readonly association: PodIdentityAssociation }) {
  const { roleArn = '', targetRoleArn, policy } = association
  return (
    <SpaceBetween size="l">
      {targetRoleArn === undefined ? null : (
        <Alert type="info">
          Pods act as the target role <Program>{targetRoleArn}</Program>: what that may do is said by its own policies.
          The role below is used to take it; what else it may do does not reach the pods.
        </Alert>
      )}
      <RoleGrants name={roleNameOf(roleArn) ?? ''} />
      {policy === undefined ? null : (
        <Container
          header={
            <Header
              variant="h2"
              description={
                targetRoleArn === undefined
                  ? 'Of what the role may do, pods may do only this.'
                  : 'Of what the target role may do, pods may do only this.'
              }
            >
              Session policy
            </Header>
          }
        >
          <PolicyShown document={policy} kind="session" label="Session policy" />
        </Container>
      )}
      <Box color="text-body-secondary">
        What a resource's own policy allows, such as a bucket's, comes on top. Explain and the role's test tell about
        one action.
      </Box>
    </SpaceBetween>
  )
}
