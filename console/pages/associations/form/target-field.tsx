import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { externalIdOf, isNamespace, isSubdomain, roleNameOf } from '../../../../src/domain'
import { region } from '../../../place'
import { Copyable } from '../../../shown/command'
import { Program } from '../../../shown/said'
import type { FieldsProps } from './fields'

/** A second role, taken with the first: of another account most often. */
export function TargetField({ cluster, form, account }: Omit<FieldsProps, 'at'> & { readonly account: string }) {
  const { draft, change, touch, faultOf, faults } = form
  const { namespace, serviceAccount, targetRoleArn, roleArn } = draft
  const given = targetRoleArn !== '' && faults.targetRoleArn === undefined
  const name = roleNameOf(roleArn)
  const named = isNamespace(namespace) && isSubdomain(serviceAccount)
  return (
    <Container
      header={
        <Header variant="h2" description="For pods that act in another account.">
          Target role - <i>optional</i>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField
          label="ARN of the target role"
          description="The role above is taken first, this one with it; pods get this one's credentials only."
          errorText={faultOf('targetRoleArn')}
        >
          <Input
            value={targetRoleArn}
            placeholder="arn:aws:iam::111122223333:role/name"
            autoComplete={false}
            onChange={({ detail }) => change({ targetRoleArn: detail.value.trim() })}
            onBlur={() => touch('targetRoleArn')}
          />
        </FormField>
        {given ? (
          <SpaceBetween size="xs">
            <Box>
              {name === undefined ? 'The role above' : <Program>{name}</Program>} needs a policy that allows it
              sts:AssumeRole and sts:TagSession on the target role; the target role's trust policy must allow both to
              it. It may ask for this external id, which no other association has:
            </Box>
            {named ? (
              <Copyable
                text={externalIdOf(region, account, { cluster, namespace, serviceAccount })}
                what="the external id"
              />
            ) : (
              <Box color="text-body-secondary">
                Region, account, cluster, namespace and service account, in this order.
              </Box>
            )}
          </SpaceBetween>
        ) : null}
      </SpaceBetween>
    </Container>
  )
}
