import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'
import { PolicyEditor } from '../../../shown/policy-editor'
import { PolicyInWords } from '../../../shown/policy-in-words'
import { trustLength } from '../policies/lengths'
import { type Draft, trustOf } from './draft'
import type { Here } from './pod-trust'
import { WhoseFields } from './whose-fields'

export interface StepProps {
  readonly draft: Draft
  readonly onChange: (next: Partial<Draft>) => void
  readonly faults: Readonly<Record<string, string | undefined>>
}

/** Step 1: who may assume the role. */
export function TrustedStep({ draft, onChange, here, faults }: StepProps & { readonly here: Here }) {
  const trust = trustOf(draft, here)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Use case</Header>}>
        <Tiles
          ariaLabel="Use case"
          value={draft.use}
          onChange={({ detail }) => onChange({ use: detail.value === 'custom' ? 'custom' : 'pods' })}
          items={[
            {
              value: 'pods',
              label: 'EKS – Pod Identity',
              description: 'Pods of your clusters get it by an association.',
            },
            {
              value: 'custom',
              label: 'Custom trust policy',
              description: 'Accounts, roles, users or identity providers that you name.',
            },
          ]}
        />
      </Container>
      {draft.use === 'pods' ? (
        <Container
          header={
            <Header
              variant="h2"
              description="An association says which pods get the role. Conditions limit which associations can."
            >
              Conditions <i>- optional</i>
            </Header>
          }
        >
          <WhoseFields whose={draft.whose} onChange={(whose) => onChange({ whose })} faults={faults} />
        </Container>
      ) : null}
      <Container header={<Header variant="h2">Trust policy</Header>}>
        <SpaceBetween size="m">
          <FormField label="In words">
            <PolicyInWords document={trust} />
          </FormField>
          <PolicyEditor
            key={draft.use}
            value={trust}
            onChange={draft.use === 'custom' ? (trust) => onChange({ trust }) : undefined}
            kind="trust"
            label="Trust policy"
            longest={trustLength}
            fault={faults.trust}
            height={260}
          />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  )
}
