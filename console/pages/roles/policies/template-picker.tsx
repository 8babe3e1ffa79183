import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { templates } from './templates'

/** Puts a policy into the editor to begin with. */
export function TemplatePicker({ onWrite }: { readonly onWrite: (document: string) => void }) {
  const [id, setId] = useState(templates[0]?.id)
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [asked, setAsked] = useState(false)
  const template = templates.find((it) => it.id === id)
  if (template === undefined) return null
  const ready = template.fields.every(({ name, fault }) => fault(said[name]?.trim() ?? '') === undefined)

  function write() {
    setAsked(true)
    if (!ready || template === undefined) return
    onWrite(template.write(Object.fromEntries(Object.entries(said).map(([name, value]) => [name, value.trim()]))))
  }

  return (
    <SpaceBetween size="m">
      <FormField label="Begin with" description={template.description}>
        <Select
          selectedOption={{ value: template.id, label: template.title }}
          options={templates.map(({ id, title, description }) => ({ value: id, label: title, description }))}
          onChange={({ detail }) => {
            setId(detail.selectedOption.value)
            setAsked(false)
          }}
        />
      </FormField>
      {template.fields.map(({ name, label, example, fault }) => (
        <FormField key={name} label={label} errorText={asked ? fault(said[name]?.trim() ?? '') : undefined}>
          <Input
            value={said[name] ?? ''}
            placeholder={`For example: ${example}`}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setSaid({ ...said, [name]: detail.value })}
          />
        </FormField>
      ))}
      <Button formAction="none" onClick={write}>
        Write the policy
      </Button>
    </SpaceBetween>
  )
}
