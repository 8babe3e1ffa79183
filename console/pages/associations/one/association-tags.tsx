import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { EditTags } from '../../../shown/edit-tags'
import { Said } from '../../../shown/said'

interface Props {
  readonly arn: string
  readonly tags: Readonly<Record<string, string>>
}

/** Tags of the association itself; those of its sessions are made by EKS. */
export function AssociationTags({ arn, tags }: Props) {
  const [editing, setEditing] = useState(false)
  const rows = Object.entries(tags)
  return (
    <>
      <Table
        items={rows}
        trackBy={([key]) => key}
        ariaLabels={{ tableLabel: 'Tags' }}
        columnDefinitions={[
          { id: 'key', header: 'Key', isRowHeader: true, cell: ([key]) => <Said>{key}</Said> },
          { id: 'value', header: 'Value', cell: ([, value]) => (value === '' ? '-' : <Said>{value}</Said>) },
        ]}
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            actions={<Button onClick={() => setEditing(true)}>Manage tags</Button>}
          >
            Tags
          </Header>
        }
        empty={
          <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
            No tags
          </Box>
        }
      />
      {editing ? (
        <EditTags
          arn={arn}
          tags={tags}
          touches={['eks:DescribePodIdentityAssociation']}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </>
  )
}
