import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useAsk } from '../../asking/use-ask'
import { useSession } from '../../session/use-session'
import { type Attribute, attributeNames, attributes, type Filters, roleArnOf } from './filters'

const anything = { value: 'any', label: 'Anything' }
const options = [anything, ...attributeNames.map((value) => ({ value, label: attributes[value].label }))]
/** What is not about exchanges of its own is looked for among all calls. */
const ofExchanges: readonly Attribute[] = ['role', 'cluster', 'user', 'key']

/** The one attribute that records are looked up by, with what there is to choose from. */
export function AttributeFilter({
  filters,
  onChange,
}: {
  readonly filters: Filters
  readonly onChange: (next: Filters) => void
}) {
  const session = useSession()
  const [attribute, setAttribute] = useState(filters.by?.attribute)
  const [text, setText] = useState(filters.by?.value ?? '')
  const known = useKnown(attribute)
  const settle = (typed: string) => {
    if (attribute === undefined || typed === (filters.by?.value ?? '')) return
    const here = typeof session === 'object' ? session.arn : ''
    const value = attribute === 'role' ? roleArnOf(typed.trim(), here) : typed.trim()
    const kind = filters.kind === 'exchanges' && !ofExchanges.includes(attribute) ? 'all' : filters.kind
    onChange({ ...filters, kind, by: value === '' ? undefined : { attribute, value } })
  }
  return (
    <>
      <FormField label="Look up by">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === attribute) ?? anything}
          onChange={({ detail }) => {
            const next = attributeNames.find((it) => it === detail.selectedOption.value)
            setAttribute(next)
            setText('')
            if (next === undefined && filters.by !== undefined) onChange({ ...filters, by: undefined })
          }}
        />
      </FormField>
      {attribute === undefined ? null : (
        <FormField label={attributes[attribute].label}>
          <Autosuggest
            value={text}
            placeholder={attributes[attribute].placeholder}
            options={known}
            enteredTextLabel={(value) => `Look up: ${value}`}
            empty="None to choose from: type it"
            onChange={({ detail }) => {
              setText(detail.value)
              if (detail.value === '') settle('')
            }}
            onSelect={({ detail }) => settle(detail.value)}
            onBlur={() => settle(text)}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter') settle(text)
            }}
          />
        </FormField>
      )}
    </>
  )
}

function useKnown(attribute: Attribute | undefined): { value: string; label?: string }[] {
  const roles = useAsk('iam', 'ListRoles', { MaxItems: 100 }, { when: attribute === 'role' })
  const clusters = useAsk(
    'eks',
    'ListClusters',
    { include: ['all'], maxResults: 100 },
    { when: attribute === 'cluster' },
  )
  if (attribute === 'role')
    return (roles.data?.Roles ?? []).map(({ Arn = '', RoleName }) => ({ value: Arn, label: RoleName }))
  if (attribute === 'cluster') return (clusters.data?.clusters ?? []).map((value) => ({ value }))
  if (attribute === 'source') return sources.map((it) => ({ value: `${it}.amazonaws.com` }))
  return []
}

const sources = ['eks', 'eks-auth', 'sts', 'iam', 's3', 'cloudtrail', 'podid']
