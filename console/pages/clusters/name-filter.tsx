import TextFilter from '@cloudscape-design/components/text-filter'
import { useEffect, useState } from 'react'

/** Asks the server once the typing has stopped for a moment. */
export function NameFilter({ value, onChange }: { readonly value: string; readonly onChange: (next: string) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <TextFilter
      filteringText={text}
      filteringPlaceholder="Name begins with…"
      filteringAriaLabel="Find clusters whose names begin with"
      filteringClearAriaLabel="Clear"
      onChange={({ detail }) => setText(detail.filteringText)}
      onDelayedChange={({ detail }) => onChange(detail.filteringText.trim())}
    />
  )
}
