import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Input from '@cloudscape-design/components/input'
import { type TagRow, troubleOf } from './tag-rows'

/** Tags as rows of key and value, with what is wrong beside each. */
export function TagFields({
  rows,
  onChange,
}: {
  readonly rows: readonly TagRow[]
  readonly onChange: (rows: readonly TagRow[]) => void
}) {
  const change = (at: number, row: Partial<TagRow>) =>
    onChange(rows.map((it, index) => (index === at ? { ...it, ...row } : it)))
  return (
    <AttributeEditor<TagRow>
      items={rows}
      addButtonText="Add a tag"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ key }) => `Remove the tag ${key}`}
      empty="No tags."
      disableAddButton={rows.length >= 50}
      additionalInfo={rows.length >= 50 ? 'A resource has at most 50 tags.' : undefined}
      onAddButtonClick={() => onChange([...rows, { key: '', value: '' }])}
      onRemoveButtonClick={({ detail }) => onChange(rows.filter((_, at) => at !== detail.itemIndex))}
      definition={[
        {
          label: 'Key',
          errorText: (row) => (row.key === '' ? undefined : troubleOf(row, rows)),
          control: ({ key }, at) => (
            <Input
              value={key}
              ariaLabel={`Key of tag ${at + 1}`}
              autoComplete={false}
              onChange={({ detail }) => change(at, { key: detail.value })}
            />
          ),
        },
        {
          label: 'Value',
          control: ({ value }, at) => (
            <Input
              value={value}
              ariaLabel={`Value of tag ${at + 1}`}
              autoComplete={false}
              onChange={({ detail }) => change(at, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  )
}
