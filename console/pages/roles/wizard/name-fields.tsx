import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { TagFields } from '../../../shown/tag-fields'
import { ManagedPolicyPicker } from '../policies/managed-policy-picker'
import type { StepProps } from './trusted-step'

/** What a role is called, and what else is said of it. */
export function NameFields({ draft, onChange, faults }: StepProps) {
  return (
    <>
      <Container header={<Header variant="h2">Role details</Header>}>
        <SpaceBetween size="m">
          <FormField
            label="Role name"
            constraintText="Letters, digits and + = , . @ _ - ; at most 64. It cannot be changed later."
            errorText={faults.name}
          >
            <Input
              value={draft.name}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => onChange({ name: detail.value })}
            />
          </FormField>
          <FormField label="Description" errorText={faults.description}>
            <Textarea
              rows={2}
              value={draft.description}
              onChange={({ detail }) => onChange({ description: detail.value })}
            />
          </FormField>
          <ExpandableSection headerText="Path and longest session">
            <SpaceBetween size="m">
              <FormField
                label="Path"
                description="A part of its ARN, to speak of many roles at once. It cannot be changed later."
                errorText={faults.path}
              >
                <Input
                  value={draft.path}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => onChange({ path: detail.value })}
                />
              </FormField>
              <FormField
                label="Longest session in hours"
                description="For those who call AssumeRole. Sessions of pods last 6 hours, whatever is said here."
                errorText={faults.hours}
              >
                <Input
                  value={draft.hours}
                  inputMode="decimal"
                  autoComplete={false}
                  onChange={({ detail }) => onChange({ hours: detail.value })}
                />
              </FormField>
            </SpaceBetween>
          </ExpandableSection>
          <ExpandableSection headerText="Permissions boundary" headerDescription="The most that it may permit.">
            <ManagedPolicyPicker
              single
              title="Permissions boundary"
              description="It gives nothing, and limits what the policies give."
              chosen={draft.boundary === undefined ? [] : [draft.boundary]}
              onChange={([boundary]) => onChange({ boundary })}
            />
          </ExpandableSection>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Tags</Header>}>
        <FormField errorText={faults.tags} stretch>
          <TagFields rows={draft.tags} onChange={(tags) => onChange({ tags })} />
        </FormField>
      </Container>
    </>
  )
}
