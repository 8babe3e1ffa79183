import DateRangePicker from '@cloudscape-design/components/date-range-picker'
import FormField from '@cloudscape-design/components/form-field'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { AttributeFilter } from './attribute-filter'
import type { Filters, Kind } from './filters'
import { faultOf, rangeOf, relativeOptions, timesOf } from './times'

interface Props {
  readonly filters: Filters
  readonly onChange: (next: Filters) => void
}

const kinds: readonly (SelectProps.Option & { readonly value: Kind })[] = [
  { value: 'exchanges', label: 'Exchanges', description: 'Pods that asked for credentials of a role' },
  { value: 'changes', label: 'Changes', description: 'Calls that change something' },
  { value: 'all', label: 'All calls', description: 'Those that only read too' },
]
const outcomes: readonly SelectProps.Option[] = [
  { value: 'any', label: 'Any outcome' },
  { value: 'refused', label: 'Refused' },
]

/** What is looked for. */
export function ActivityFilter({ filters, onChange }: Props) {
  return (
    <search className="filters" aria-label="Filter activity">
      <FormField label="Records">
        <Select
          options={kinds}
          selectedOption={kinds.find(({ value }) => value === filters.kind) ?? null}
          onChange={({ detail }) => {
            const kind = kinds.find(({ value }) => value === detail.selectedOption.value)?.value
            if (kind !== undefined) onChange({ ...filters, kind })
          }}
        />
      </FormField>
      <FormField label="Outcome">
        <Select
          options={outcomes}
          selectedOption={outcomes[filters.refusedOnly ? 1 : 0] ?? null}
          onChange={({ detail }) => onChange({ ...filters, refusedOnly: detail.selectedOption.value === 'refused' })}
        />
      </FormField>
      <AttributeFilter filters={filters} onChange={onChange} key={`${filters.by?.attribute} ${filters.by?.value}`} />
      <FormField label="Time">
        <DateRangePicker
          value={rangeOf(filters)}
          placeholder="All that is kept"
          relativeOptions={relativeOptions}
          customRelativeRangeUnits={['minute', 'hour', 'day']}
          isValidRange={(value) => {
            const errorMessage = faultOf(value)
            return errorMessage === undefined ? { valid: true } : { valid: false, errorMessage }
          }}
          onChange={({ detail }) => onChange({ ...filters, ...timesOf(detail.value) })}
        />
      </FormField>
    </search>
  )
}
