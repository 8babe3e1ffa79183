import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { CreateRole } from './create-role'
import type { FieldsProps } from './fields'
import { RoleSearch } from './role-search'
import { RoleVerdict } from './role-verdict'

/** Which role they get; beside each, whether its trust policy lets EKS give it to these pods. */
export function RoleField({ cluster, form, at }: FieldsProps) {
  const { draft, change, touch, faultOf } = form
  return (
    <Container header={<Header variant="h2">Role</Header>}>
      <SpaceBetween size="s">
        <FormField
          label="IAM role"
          description="Chosen from this account's roles by a part of the name, or typed as an ARN."
          errorText={faultOf('roleArn')}
          secondaryControl={<CreateRole cluster={cluster} form={form} at={at} />}
        >
          <RoleSearch
            cluster={cluster}
            draft={draft}
            value={draft.roleArn}
            placeholder="Find a role"
            onChange={(roleArn) => change({ roleArn })}
            onBlur={() => touch('roleArn')}
          />
        </FormField>
        {form.faults.roleArn === undefined ? (
          <RoleVerdict cluster={cluster} draft={draft} />
        ) : (
          <Box color="text-body-secondary">Its trust policy must let pods.eks.amazonaws.com assume it.</Box>
        )}
      </SpaceBetween>
    </Container>
  )
}
