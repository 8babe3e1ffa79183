import type { AddonInfo } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useState } from 'react'
import type { Refusal } from '../../asking/refusal'
import { useAsk } from '../../asking/use-ask'
import { Waiting } from '../../frame/waiting'
import { Program, Said } from '../../shown/said'
import { allFit } from '../../shown/tag-rows'
import { ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { ConflictField } from './conflict-field'
import { type Draft, versionsOf } from './draft'
import { PodIdentities } from './pod-identities'
import { troubleOfRole } from './role-field'
import { settingsOf } from './settings/schema'
import { Settings, wrongWith } from './settings/settings'

interface Props {
  readonly cluster: string
  readonly info: AddonInfo
  readonly namespace: string
  readonly title: ReactNode
  readonly button: string
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  readonly busy: boolean
  readonly trouble: Refusal | null
  /** `create this add-on`. */
  readonly doing: string
  readonly onSubmit: () => void
  readonly cancelTo: string
  readonly isNew: boolean
  /** Tags, and the same from a terminal. */
  readonly children: ReactNode
}

/** Version, settings, pod identities and conflicts of an add-on. */
export function AddonForm(props: Props) {
  const { cluster, info, namespace, draft, change, busy, trouble } = props
  const { addonName = '' } = info
  const [tried, setTried] = useState(false)
  const { data, error, isPending, refetch } = useAsk('eks', 'DescribeAddonConfiguration', {
    addonName,
    addonVersion: draft.version,
  })
  const schema = settingsOf(data?.configurationSchema ?? '')
  const identities = data?.podIdentityConfiguration ?? []
  const refusedSettings = trouble?.message.startsWith('ConfigurationValue') ? trouble.message : undefined
  const versions = [...new Set([...versionsOf(info), draft.version])]
  const fits =
    (schema === undefined || wrongWith(schema, draft.settings) === undefined) &&
    Object.values(draft.roles).every((it) => troubleOfRole(it) === undefined) &&
    allFit(draft.tags)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (fits && !busy) props.onSubmit()
      }}
    >
      <Form
        header={<Header variant="h1">{props.title}</Header>}
        errorText={tried && !fits ? 'Something above does not fit yet.' : undefined}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ToButton to={props.cancelTo} variant="link">
              Cancel
            </ToButton>
            <Button variant="primary" loading={busy} formAction="submit">
              {props.button}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {props.isNew && info.owner !== 'podid' ? <NotOurs /> : null}
          <Container header={<Header>Add-on</Header>}>
            <SpaceBetween size="m">
              <KeyValuePairs
                columns={3}
                items={[
                  { label: 'Name', value: <Said>{addonName}</Said> },
                  { label: 'By', value: info.owner ?? '-' },
                  { label: 'Namespace', value: <Program>{namespace}</Program> },
                ]}
              />
              <FormField label="Version" description="Names that AWS publishes; of the agent, podid's own build runs.">
                <Select
                  selectedOption={{ value: draft.version, label: draft.version }}
                  options={versions.map((value, at) => ({
                    value,
                    label: value,
                    labelTag: at === 0 ? 'newest' : undefined,
                  }))}
                  onChange={({ detail }) => change({ version: detail.selectedOption.value ?? draft.version })}
                />
              </FormField>
            </SpaceBetween>
          </Container>
          {error === null || error.kind === 'expired' ? null : (
            <Trouble of={error} doing="see what may be set of it" onRetry={refetch} />
          )}
          {isPending && error === null ? <Waiting for="Loading its settings" /> : null}
          {schema === undefined ? null : (
            <Settings
              schema={schema}
              text={draft.settings}
              onChange={(settings) => change({ settings })}
              refused={refusedSettings}
            />
          )}
          {data === undefined ? null : (
            <PodIdentities
              cluster={cluster}
              namespace={namespace}
              identities={identities}
              roles={draft.roles}
              onChange={(roles) => change({ roles })}
            />
          )}
          <ConflictField value={draft.conflict} onChange={(conflict) => change({ conflict })} isNew={props.isNew} />
          {props.children}
          {trouble === null || refusedSettings !== undefined ? null : <Trouble of={trouble} doing={props.doing} />}
        </SpaceBetween>
      </Form>
    </form>
  )
}

/** What AWS's tools may ask for by name, and the connector has no manifest of. */
function NotOurs() {
  return (
    <Alert type="info" header="podid does not install this add-on itself">
      It will be shown as failed, with that reason. Its pod identities are made all the same, for the add-on that you
      install by other means.
    </Alert>
  )
}
