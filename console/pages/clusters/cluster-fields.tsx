import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { isProvider, providers, type Registration, troubleOfName } from './registration'

const options = Object.entries(providers).map(([value, label]) => ({ value, label }))

/** The name of a cluster, what it is, and whose keys count. */
export function ClusterFields({
  said,
  say,
  tried,
  refused,
}: {
  readonly said: Registration
  readonly say: (change: Partial<Registration>) => void
  /** It was to be sent: then an empty field is wrong, too. */
  readonly tried: boolean
  /** What the server said of it. */
  readonly refused: string | undefined
}) {
  const [left, setLeft] = useState(false)
  const wrong = tried || (left && said.name !== '') ? troubleOfName(said.name) : undefined
  return (
    <Container header={<Header>Cluster</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="Name"
          constraintText="Letters, digits, hyphens and underscores, 100 at most; the first is a letter or a digit. It cannot be changed later."
          errorText={refused ?? wrong}
        >
          <Input
            value={said.name}
            onChange={({ detail }) => say({ name: detail.value })}
            onBlur={() => setLeft(true)}
            autoComplete={false}
            spellcheck={false}
            autoFocus
          />
        </FormField>
        <FormField label="What it is" description="For people who look at it; it changes nothing.">
          <Select
            selectedOption={{ value: said.provider, label: providers[said.provider] }}
            options={options}
            onChange={({ detail: { selectedOption } }) =>
              isProvider(selectedOption.value) ? say({ provider: selectedOption.value }) : undefined
            }
          />
        </FormField>
        <FormField label="Token keys">
          <Checkbox
            checked={said.pinsKeys}
            onChange={({ detail }) => say({ pinsKeys: detail.checked })}
            description="Otherwise a key that its connector tells counts at once. The keys it comes with always count."
          >
            Keys that the cluster adds later wait for my approval
          </Checkbox>
        </FormField>
      </SpaceBetween>
    </Container>
  )
}
