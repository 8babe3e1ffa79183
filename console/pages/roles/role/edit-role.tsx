import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { ask } from '../../../asking/ask'
import { useChange } from '../../../asking/use-ask'
import { useNotices } from '../../../frame/notices'
import { Asking } from '../../../shown/asking'
import { SameAs } from '../../../shown/command'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { resource } from '../terraform'
import { descriptionFault } from '../wizard/named'
import { hoursFault, secondsOf } from './duration'
import type { ShownRole } from './use-role'

/** Description and the longest session: what of a role can be written anew. */
export function EditRole({ role, onClose }: { readonly role: ShownRole; readonly onClose: () => void }) {
  const [description, setDescription] = useState(role.description)
  const [hours, setHours] = useState(String(role.maxSessionDuration / 3_600))
  const { tell } = useNotices()
  const input = { RoleName: role.name, Description: description, MaxSessionDuration: secondsOf(hours) }
  const change = useChange(() => ask('iam', 'UpdateRole', input))
  const faults = { description: descriptionFault(description), hours: hoursFault(hours) }
  const ready = faults.description === undefined && faults.hours === undefined

  function save() {
    change.mutate(undefined, {
      onSuccess() {
        tell({
          type: 'success',
          content: (
            <>
              The role <Said>{role.name}</Said> was changed.
            </>
          ),
        })
        onClose()
      },
    })
  }

  return (
    <Asking
      title={
        <>
          Edit <Said>{role.name}</Said>
        </>
      }
      button="Save"
      disabled={!ready}
      busy={change.isPending}
      onConfirm={save}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField label="Description" errorText={faults.description}>
          <Textarea value={description} rows={3} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
        <FormField
          label="Longest session in hours"
          description="For those who call AssumeRole. Sessions of pods last 6 hours, whatever is said here."
          errorText={faults.hours}
        >
          <Input
            value={hours}
            inputMode="decimal"
            autoComplete={false}
            onChange={({ detail }) => setHours(detail.value)}
          />
        </FormField>
        {change.error === null ? null : <Trouble of={change.error} doing="change this role" />}
        {ready ? (
          <SameAs
            service="iam"
            operation="UpdateRole"
            input={input}
            terraform={resource('aws_iam_role', role.name, {
              name: role.name,
              description,
              max_session_duration: input.MaxSessionDuration,
              assume_role_policy: role.trust,
            })}
          />
        ) : null}
      </SpaceBetween>
    </Asking>
  )
}
