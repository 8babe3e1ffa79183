import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import type { Service } from '../asking/answers'
import { EditTags } from './edit-tags'
import { Said } from './said'
import { rowsOf, type TagRow } from './tag-rows'

interface Props {
  /** Of a cluster, an association or an add-on. */
  readonly arn: string
  readonly tags: Readonly<Record<string, string>> | undefined
  readonly description?: string
  /** What shows them, to be asked anew. */
  readonly touches: readonly `${Service}:${string}`[]
}

/** The tags of something, and the way to change them. */
export function Tags({ arn, tags, description, touches }: Props) {
  const [editing, setEditing] = useState(false)
  const rows = rowsOf(tags)
  return (
    <>
      <Table<TagRow>
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            description={description}
            actions={<Button onClick={() => setEditing(true)}>Manage tags</Button>}
          >
            Tags
          </Header>
        }
        items={rows}
        trackBy="key"
        wrapLines
        ariaLabels={{ tableLabel: 'Tags' }}
        columnDefinitions={[
          { id: 'key', header: 'Key', cell: ({ key }) => <Said>{key}</Said>, isRowHeader: true },
          { id: 'value', header: 'Value', cell: ({ value }) => (value === '' ? '-' : <Said>{value}</Said>) },
        ]}
        empty={
          <Box textAlign="center" color="inherit" padding={{ vertical: 's' }}>
            No tags
          </Box>
        }
      />
      {editing ? <EditTags arn={arn} tags={tags ?? {}} touches={touches} onClose={() => setEditing(false)} /> : null}
    </>
  )
}
