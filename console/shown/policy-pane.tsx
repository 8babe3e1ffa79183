import CodeEditor from '@cloudscape-design/components/code-editor'
import type { Ace } from 'ace-builds'
import { useEffect, useMemo, useState } from 'react'
import { type DocumentKind, validate } from '../../src/policy'
import { useLook } from '../frame/look'
import { ace } from './ace'
import { warningsOf } from './policy-warnings'
import { useRemembered } from './remembered'

/** Lines of a document to point to, from 1. */
export interface Mark {
  readonly effect: 'Allow' | 'Deny'
  readonly from: { readonly line: number; readonly column: number }
  readonly to: { readonly line: number; readonly column: number }
}

interface Props {
  readonly value: string
  readonly onChange: ((value: string) => void) | undefined
  readonly kind: DocumentKind
  readonly label: string
  readonly marks: readonly Mark[] | undefined
  readonly height: number | undefined
}

const themes = { light: ['cloud_editor'], dark: ['cloud_editor_dark'] }
const none: readonly Mark[] = []

/** The editor itself. */
export function PolicyPane({ value, onChange, kind, label, marks = none, height = 320 }: Props) {
  const { mode } = useLook()
  const [editor, setEditor] = useState<Ace.Editor>()
  const [wrapLines, setWrapLines] = useRemembered(
    'policy-editor:wrap',
    true,
    (it): it is boolean => typeof it === 'boolean',
  )
  const [contentHeight, setContentHeight] = useState(height)
  const reads = onChange === undefined
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
    editor?.setReadOnly(reads)
  }, [editor, reads])

  useEffect(() => {
    editor?.session.setAnnotations(annotationsOf(value, kind))
  }, [editor, value, kind])

  useEffect(() => {
    if (editor === undefined) return
    const { session } = editor
    const ids = marks.map(({ effect, from, to }) =>
      session.addMarker(
        new ace.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1),
        effect === 'Allow' ? 'decides-allow' : 'decides-deny',
        'fullLine',
      ),
    )
    const [first] = marks
    if (first !== undefined) editor.scrollToLine(first.from.line - 1, true, false, () => {})
    return () => {
      for (const id of ids) session.removeMarker(id)
    }
  }, [editor, marks])

  return (
    <CodeEditor
      ace={known}
      language="json"
      languageLabel="JSON"
      ariaLabel={label}
      value={value}
      onChange={({ detail }) => onChange?.(detail.value)}
      themes={themes}
      preferences={{ wrapLines, theme: mode === 'dark' ? 'cloud_editor_dark' : 'cloud_editor' }}
      onPreferencesChange={({ detail }) => setWrapLines(detail.wrapLines)}
      editorContentHeight={contentHeight}
      onEditorContentResize={({ detail }) => setContentHeight(detail.height)}
    />
  )
}

/** What is wrong or worth a second look, at its line. */
function annotationsOf(text: string, kind: DocumentKind): Ace.Annotation[] {
  if (text.trim() === '') return []
  const fault = validate(text, kind)
  if (fault !== undefined) return [{ row: fault.line - 1, column: fault.column - 1, text: fault.fault, type: 'error' }]
  return warningsOf(text).map(({ line, column, warning }) => ({
    row: line - 1,
    column: column - 1,
    text: warning,
    type: 'warning',
  }))
}
