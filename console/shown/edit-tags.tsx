import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { Service } from '../asking/answers'
import { ask } from '../asking/ask'
import { useChange } from '../asking/use-ask'
import { useNotices } from '../frame/notices'
import { Asking } from './asking'
import { SameAs } from './command'
import { TagFields } from './tag-fields'
import { allFit, changesOf, rowsOf, tagsOf } from './tag-rows'
import { Trouble } from './trouble'

interface Props {
  readonly arn: string
  readonly tags: Readonly<Record<string, string>>
  readonly touches: readonly `${Service}:${string}`[]
  readonly onClose: () => void
}

/** Changes only those tags that differ, so that two who edit at once lose nothing of each other's. */
export function EditTags({ arn, tags, touches, onClose }: Props) {
  // What was there when it was opened: what others change meanwhile stays as they made it.
  const [before] = useState(tags)
  const [rows, setRows] = useState(() => rowsOf(before))
  const { tell } = useNotices()
  const { put, away } = changesOf(before, tagsOf(rows))
  const puts = Object.keys(put).length > 0
  const takes = away.length > 0
  const change = useChange<void, void>(async () => {
    if (takes) await ask('eks', 'UntagResource', { resourceArn: arn, tagKeys: [...away] })
    if (puts) await ask('eks', 'TagResource', { resourceArn: arn, tags: put })
  }, touches)
  const save = () =>
    change.mutate(undefined, {
      onSuccess() {
        tell({ type: 'success', content: 'The tags are changed.' })
        onClose()
      },
    })
  return (
    <Asking
      size="large"
      title="Manage tags"
      button="Save"
      disabled={!allFit(rows) || !(puts || takes)}
      busy={change.isPending}
      onConfirm={save}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <TagFields rows={rows} onChange={setRows} />
        {change.error === null ? null : <Trouble of={change.error} doing="change the tags" />}
        {takes ? <SameAs service="eks" operation="UntagResource" input={{ resourceArn: arn, tagKeys: away }} /> : null}
        {puts ? <SameAs service="eks" operation="TagResource" input={{ resourceArn: arn, tags: put }} /> : null}
      </SpaceBetween>
    </Asking>
  )
}
