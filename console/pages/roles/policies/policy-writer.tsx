import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { PolicyEditor } from '../../../shown/policy-editor'
import { PolicyInWords } from '../../../shown/policy-in-words'
import { CustomTrial } from '../trial/custom-trial'
import { inlineLength } from './lengths'
import { TemplatePicker } from './template-picker'

/** Writes an inline policy: from a template, in the editor, told in words, tried before it is kept. */
export function PolicyWriter({
  value,
  onChange,
  fresh,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Nothing was written yet. */
  readonly fresh: boolean
}) {
  return (
    <SpaceBetween size="l">
      {fresh ? <TemplatePicker onWrite={onChange} /> : null}
      <PolicyEditor value={value} onChange={onChange} kind="identity" label="Policy document" longest={inlineLength} />
      <FormField label="In words">
        {value.trim() === '' ? (
          <Box color="text-body-secondary">Nothing is written yet.</Box>
        ) : (
          <PolicyInWords document={value} />
        )}
      </FormField>
      <ExpandableSection
        headerText="Test this policy"
        headerDescription="Before it is kept: as if it were the only one."
      >
        <CustomTrial document={value} />
      </ExpandableSection>
    </SpaceBetween>
  )
}
