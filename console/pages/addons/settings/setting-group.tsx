import Box from '@cloudscape-design/components/box'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Group, Path, Setting } from './schema'
import { SettingField } from './setting-field'
import { valueAt } from './values'

interface Props {
  readonly group: Group
  readonly values: Readonly<Record<string, unknown>>
  readonly onChange: (path: Path, value: unknown) => void
  readonly level?: 3 | 4 | 5
}

/** The fields of a group, then the groups within it. */
export function SettingGroup({ group, values, onChange, level = 3 }: Props) {
  const fields = group.settings.flatMap((it): Exclude<Setting, Group>[] => (it.kind === 'group' ? [] : [it]))
  const groups = group.settings.flatMap((it) => (it.kind === 'group' ? [it] : []))
  return (
    <SpaceBetween size="m">
      {fields.length === 0 ? null : (
        <ColumnLayout columns={2}>
          {fields.map((setting) => (
            <SettingField
              key={setting.path.join('.')}
              setting={setting}
              value={valueAt(values, setting.path)}
              onChange={(value) => onChange(setting.path, value)}
            />
          ))}
        </ColumnLayout>
      )}
      {groups.map((it) => (
        <section key={it.path.join('.')} aria-label={it.title}>
          <SpaceBetween size="s">
            <div>
              <Box variant={level === 3 ? 'h3' : level === 4 ? 'h4' : 'h5'}>{it.title}</Box>
              {it.description === undefined ? null : (
                <Box variant="small" color="text-body-secondary">
                  {it.description}
                </Box>
              )}
            </div>
            <SettingGroup group={it} values={values} onChange={onChange} level={level === 3 ? 4 : 5} />
          </SpaceBetween>
        </section>
      ))}
    </SpaceBetween>
  )
}
