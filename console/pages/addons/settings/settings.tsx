import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { lazy, Suspense, useState } from 'react'
import { Waiting } from '../../../frame/waiting'
import { Said } from '../../../shown/said'
import { mistakesIn } from './mistakes'
import type { Group } from './schema'
import { SettingGroup } from './setting-group'
import { readSettings, writeSettings } from './text'
import { withValue } from './values'

const SettingsPane = lazy(async () => ({ default: (await import('./settings-pane')).SettingsPane }))

interface Props {
  readonly schema: Group
  /** `configurationValues`, as written. */
  readonly text: string
  readonly onChange: (text: string) => void
  /** What the server said of them. */
  readonly refused: string | undefined
}

/** The settings of an add-on: as fields where its schema allows, or as text. Both are the same text. */
export function Settings({ schema, text, onChange, refused }: Props) {
  const read = readSettings(text)
  const [way, setWay] = useState<'fields' | 'text'>(() => (isPlain(text) ? 'fields' : 'text'))
  const values = 'values' in read ? read.values : undefined
  const asFields = way === 'fields' && values !== undefined
  return (
    <Container
      header={
        <Header
          description="What is left empty is left to the add-on."
          actions={
            schema.settings.length === 0 ? undefined : (
              <SegmentedControl
                label="Write the settings as"
                selectedId={asFields ? 'fields' : 'text'}
                options={[
                  { id: 'fields', text: 'Fields', disabled: values === undefined },
                  { id: 'text', text: 'JSON or YAML' },
                ]}
                onChange={({ detail }) => setWay(detail.selectedId === 'fields' ? 'fields' : 'text')}
              />
            )
          }
        >
          Settings
        </Header>
      }
    >
      <SpaceBetween size="m">
        {schema.settings.length === 0 && text === '' ? (
          <Box color="text-body-secondary">This add-on has no settings.</Box>
        ) : asFields ? (
          <SettingGroup
            group={schema}
            values={values}
            onChange={(path, value) => onChange(writeSettings(withValue(values, path, value)))}
          />
        ) : (
          <FormField stretch label="Settings as JSON or YAML" errorText={wrongWith(schema, text)}>
            <Suspense fallback={<Waiting for="Loading the editor" />}>
              <SettingsPane text={text} onChange={onChange} />
            </Suspense>
          </FormField>
        )}
        {refused === undefined ? null : (
          <Box color="text-status-error">
            <div role="alert">
              <Said>{refused}</Said>
            </div>
          </Box>
        )}
      </SpaceBetween>
    </Container>
  )
}

/** What is wrong with settings as written; undefined where the server would take them. */
export function wrongWith(schema: Group, text: string): string | undefined {
  const read = readSettings(text)
  if ('fault' in read) return `Line ${read.line}, column ${read.column}: ${read.fault}`
  const mistakes = mistakesIn(schema, read.values)
  return mistakes.length === 0 ? undefined : mistakes.join('; ')
}

/** Comments and the order of lines would be lost in fields: what was written as YAML opens as it was written. */
function isPlain(text: string): boolean {
  return text.trim() === '' || text.trimStart().startsWith('{')
}
