import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { type Conflict, conflicts, isConflict } from './draft'

/** What becomes of what is in the way on the cluster. */
export function ConflictField({
  value,
  onChange,
  isNew,
}: {
  readonly value: Conflict
  readonly onChange: (value: Conflict) => void
  readonly isNew: boolean
}) {
  const items = Object.entries(conflicts)
    .filter(([name]) => !isNew || name !== 'PRESERVE')
    .map(([name, words]) => ({ value: name, ...words }))
  return (
    <Container header={<Header>Conflicts</Header>}>
      <FormField label="What was changed by hand" stretch>
        <RadioGroup
          value={value}
          items={items}
          onChange={({ detail }) => (isConflict(detail.value) ? onChange(detail.value) : undefined)}
        />
      </FormField>
    </Container>
  )
}
