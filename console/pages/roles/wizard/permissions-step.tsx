import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { ManagedPolicyPicker } from '../policies/managed-policy-picker'
import { PolicyWriter } from '../policies/policy-writer'
import type { StepProps } from './trusted-step'

/** Step 2: what the role permits. */
export function PermissionsStep({ draft, onChange, faults }: StepProps) {
  return (
    <SpaceBetween size="l">
      {faults.attached === undefined ? null : <Alert type="error">{faults.attached}</Alert>}
      <ManagedPolicyPicker
        title="Managed policies"
        description="Attach those that fit; each can be attached to many roles."
        chosen={draft.attached}
        onChange={(attached) => onChange({ attached })}
      />
      <Container
        header={
          <Header variant="h2" description="Or beside: a policy that is this role’s own.">
            Inline policy <i>- optional</i>
          </Header>
        }
      >
        <SpaceBetween size="l">
          <FormField label="Policy name" errorText={faults.inlineName}>
            <Input
              value={draft.inlineName}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange({ inlineName: detail.value })}
            />
          </FormField>
          <PolicyWriter fresh value={draft.inline} onChange={(inline) => onChange({ inline })} />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
