import CodeEditor from '@cloudscape-design/components/code-editor'
import type { Ace } from 'ace-builds'
import { useEffect, useMemo, useState } from 'react'
import { useLook } from '../../../frame/look'
import { ace } from '../../../shown/ace'
import 'ace-builds/src-noconflict/mode-yaml'
import { readSettings } from './text'

const themes = { light: ['cloud_editor'], dark: ['cloud_editor_dark'] }

/** The editor; what cannot be read is marked at its line. JSON is YAML, too. */
export function SettingsPane({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const { mode } = useLook()
  const [editor, setEditor] = useState<Ace.Editor>()
  const [height, setHeight] = useState(240)
  // The component makes its editor by itself; this is how we come to know it.
  const known = useMemo(
    () => ({
      ...ace,
      edit(place: HTMLElement, options: object) {
        const made = ace.edit(place, options)
        made.setOptions({ tabSize: 2, useSoftTabs: true, showPrintMargin: false, fontSize: 13 })
        setEditor(made)
        return made
      },
    }),
    [],
  )
  useEffect(() => {
    const read = readSettings(text)
    editor?.session.setAnnotations(
      'fault' in read ? [{ row: read.line - 1, column: read.column - 1, text: read.fault, type: 'error' }] : [],
    )
  }, [editor, text])
  return (
    <CodeEditor
      ace={known}
      language="yaml"
      languageLabel="JSON or YAML"
      ariaLabel="Settings as JSON or YAML"
      value={text}
      onChange={({ detail }) => onChange(detail.value)}
      themes={themes}
      preferences={{ wrapLines: true, theme: mode === 'dark' ? 'cloud_editor_dark' : 'cloud_editor' }}
      onPreferencesChange={() => undefined}
      editorContentHeight={height}
      onEditorContentResize={({ detail }) => setHeight(detail.height)}
    />
  )
}
