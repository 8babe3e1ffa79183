import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Refusal } from '../../../asking/refusal'
import { SameAsSteps } from '../../../shown/command'
import { PolicyInWords } from '../../../shown/policy-in-words'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { ManagedPolicyWords } from '../policies/managed-policy-words'
import { policyNameOf } from '../policies/policy-arn'
import { type Calls, changesOf, terraformOf } from './calls'
import { trustOf } from './draft'
import { NameFields } from './name-fields'
import type { Here } from './pod-trust'
import type { StepProps } from './trusted-step'

interface Props extends StepProps {
  readonly here: Here
  readonly calls: Calls
  readonly refusal: Refusal | undefined
  readonly onEdit: (step: number) => void
}

/** Step 3: its name, and all that will be made, in words. */
export function ReviewStep({ draft, onChange, here, calls, faults, refusal, onEdit }: Props) {
  return (
    <SpaceBetween size="l">
      <NameFields draft={draft} onChange={onChange} faults={faults} />
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button ariaLabel="Edit the trusted entity" onClick={() => onEdit(0)}>
                Edit
              </Button>
            }
          >
            Who may assume it
          </Header>
        }
      >
        <PolicyInWords document={trustOf(draft, here)} />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button ariaLabel="Edit the permissions" onClick={() => onEdit(1)}>
                Edit
              </Button>
            }
          >
            What it permits
          </Header>
        }
      >
        <SpaceBetween size="m">
          {draft.attached.length === 0 && calls.inline.length === 0 ? (
            <Box color="text-body-secondary">Nothing yet: its sessions may do nothing until a policy is added.</Box>
          ) : null}
          {calls.inline.map(({ PolicyName, PolicyDocument }) => (
            <SpaceBetween key={PolicyName} size="xs">
              <Box variant="h4" tagOverride="h3">
                <Said>{PolicyName}</Said>
              </Box>
              <PolicyInWords document={PolicyDocument} />
            </SpaceBetween>
          ))}
          {draft.attached.map((arn) => (
            <SpaceBetween key={arn} size="xs">
              <Box variant="h4" tagOverride="h3">
                <Said>{policyNameOf(arn)}</Said>
              </Box>
              <ManagedPolicyWords arn={arn} />
            </SpaceBetween>
          ))}
        </SpaceBetween>
      </Container>
      {refusal === undefined ? null : <Trouble of={refusal} doing="create this role" />}
      <SameAsSteps changes={changesOf(calls)} terraform={terraformOf(calls)} />
    </SpaceBetween>
  )
}
