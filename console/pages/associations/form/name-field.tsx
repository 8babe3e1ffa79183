import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import type { ReactNode } from 'react'
import type { Reported } from './use-reported'

interface Props {
  readonly label: string
  readonly description: string
  readonly constraint: string
  readonly value: string
  readonly placeholder: string
  readonly reported: Reported | undefined
  readonly loading: boolean
  /** What the cluster has, in its own words: `namespaces`. */
  readonly things: string
  readonly fault: ReactNode
  /** What is worth knowing of the value. */
  readonly hint: ReactNode
  readonly onChange: (value: string) => void
  readonly onBlur: () => void
}

/** A name of something in the cluster: one that it told of, or any other. */
export function NameField(props: Props) {
  const { label, description, constraint, value, placeholder, reported, loading, things, fault, hint } = props
  return (
    <FormField label={label} description={description} constraintText={hint ?? constraint} errorText={fault}>
      <Autosuggest
        value={value}
        placeholder={placeholder}
        options={(reported?.names ?? []).map((name) => ({ value: name }))}
        enteredTextLabel={(text) => `Use “${text}”`}
        statusType={loading ? 'loading' : 'finished'}
        loadingText={`Asking which ${things} there are…`}
        empty={`The cluster has told of no ${things}. Type the name.`}
        virtualScroll
        onChange={({ detail }) => props.onChange(detail.value.trim())}
        onBlur={props.onBlur}
      />
    </FormField>
  )
}
