import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { mistakeOf } from './mistakes'
import type { Setting } from './schema'

interface Props {
  readonly setting: Exclude<Setting, { readonly kind: 'group' }>
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

const unset = { value: '', label: 'As the add-on has it' }

/** One setting; what is left empty is left to the add-on. */
export function SettingField({ setting, value, onChange }: Props) {
  const mistake = mistakeOf(setting, value)
  return (
    <FormField
      label={setting.title}
      description={setting.description}
      constraintText={limits(setting)}
      errorText={mistake === undefined ? undefined : inWords(setting, value, mistake)}
    >
      <Control setting={setting} value={value} onChange={onChange} />
    </FormField>
  )
}

function Control({ setting, value, onChange }: Props) {
  switch (setting.kind) {
    case 'choice':
      return <Choice options={setting.options} value={shown(value)} onChange={(it) => onChange(it || undefined)} />
    case 'flag':
      return (
        <Choice
          options={['true', 'false']}
          value={shown(value)}
          onChange={(it) => onChange(it === '' ? undefined : it === 'true')}
        />
      )
    case 'number':
      return (
        <Input
          value={shown(value)}
          inputMode="numeric"
          autoComplete={false}
          placeholder={unset.label}
          onChange={({ detail }) => onChange(numberIn(detail.value))}
        />
      )
    case 'text':
      return (
        <Input
          value={shown(value)}
          autoComplete={false}
          spellcheck={false}
          placeholder={unset.label}
          onChange={({ detail }) => onChange(detail.value === '' ? undefined : detail.value)}
        />
      )
    case 'anything':
      return <Json value={value} onChange={onChange} />
  }
}

function Choice({
  options,
  value,
  onChange,
}: {
  readonly options: readonly string[]
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <Select
      selectedOption={value === '' ? unset : { value, label: value }}
      options={[unset, ...options.map((it) => ({ value: it, label: it }))]}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
    />
  )
}

/** What has no field of its own, as JSON; it counts once it can be read. */
function Json({ value, onChange }: Pick<Props, 'value' | 'onChange'>) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2))
  const [wrong, setWrong] = useState(false)
  return (
    <Textarea
      value={text}
      invalid={wrong}
      rows={4}
      spellcheck={false}
      placeholder="JSON"
      onChange={({ detail }) => {
        setText(detail.value)
        try {
          onChange(detail.value.trim() === '' ? undefined : JSON.parse(detail.value))
          setWrong(false)
        } catch {
          setWrong(true)
        }
      }}
    />
  )
}

/** What cannot be typed into a field otherwise is told as people say it; the rest as the server does. */
function inWords({ kind }: Setting, value: unknown, mistake: string): string {
  if (kind === 'number' && typeof value === 'string') return 'Give a number.'
  return / found, /.test(mistake) ? mistake : `It ${mistake}.`
}

const shown = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** What is typed stays as it is until it is a number, so that it can be told what is wrong with it. */
function numberIn(text: string): unknown {
  if (text === '') return undefined
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function limits(setting: Setting): string | undefined {
  if (setting.kind === 'text' && setting.pattern !== undefined) return `Of the form ${setting.pattern}`
  if (setting.kind !== 'number') return undefined
  const number = new Intl.NumberFormat('en')
  const { least, most } = setting
  if (least !== undefined && most !== undefined) return `From ${number.format(least)} to ${number.format(most)}.`
  if (least !== undefined) return `At least ${number.format(least)}.`
  return most === undefined ? undefined : `At most ${number.format(most)}.`
}
