import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { SameAsSteps } from '../../../shown/command'
import { Leaving } from '../../../shown/leaving'
import { Said } from '../../../shown/said'
import { TagFields } from '../../../shown/tag-fields'
import { allFit, changesOf, rowsOf, type TagRow, tagsOf } from '../../../shown/tag-rows'
import { Trouble } from '../../../shown/trouble'
import { tagCalls } from './tag-calls'
import type { ShownRole } from './use-role'

/** Names and values given to the role, which policies may ask for. */
export function TagsTab({ role }: { readonly role: ShownRole }) {
  // Until something is typed, the tags are those of the server, whoever changes them.
  const [edited, setEdited] = useState<readonly TagRow[]>()
  const { tell } = useNotices()
  const rows = edited ?? rowsOf(role.tags)
  const changes = changesOf(role.tags, tagsOf(rows))
  const differs = Object.keys(changes.put).length + changes.away.length > 0
  const calls = tagCalls(role.name, changes)
  const change = useChange(async () => {
    for (const { does } of calls) await does()
  })

  function save() {
    change.mutate(undefined, {
      onSuccess() {
        setEdited(undefined)
        tell({
          type: 'success',
          content: (
            <>
              The tags of <Said>{role.name}</Said> were changed.
            </>
          ),
        })
      },
    })
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Policies may ask for them as aws:PrincipalTag and iam:ResourceTag."
          actions={
            <Button
              disabled={!differs || !allFit(rows) || role.ofCluster !== undefined}
              loading={change.isPending}
              onClick={save}
            >
              Save tags
            </Button>
          }
        >
          Tags
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Leaving when={() => edited !== undefined && differs} />
        <TagFields rows={rows} onChange={setEdited} />
        {change.error === null ? null : <Trouble of={change.error} doing="change the tags" />}
        {differs && allFit(rows) ? (
          <SameAsSteps changes={calls.map(({ operation, input }) => ({ service: 'iam', operation, input }))} />
        ) : null}
      </SpaceBetween>
    </Container>
  )
}
