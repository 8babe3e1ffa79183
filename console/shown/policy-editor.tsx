import FormField from '@cloudscape-design/components/form-field'
import { lazy, type ReactNode, Suspense } from 'react'
import type { DocumentKind } from '../../src/policy'
import { Waiting } from '../frame/waiting'
import { faultInWords, lengthInWords } from './policy-fault'
import type { Mark } from './policy-pane'
import { Said } from './said'

const PolicyPane = lazy(async () => ({ default: (await import('./policy-pane')).PolicyPane }))

interface Props {
  readonly value: string
  /** Absent: it is only read. */
  readonly onChange?: (value: string) => void
  readonly kind: DocumentKind
  readonly label: string
  readonly description?: ReactNode
  /** What AWS takes at most, without white space. */
  readonly longest?: number
  /** A fault that the server found. */
  readonly fault?: string
  /** Statements to point to. */
  readonly marks?: readonly Mark[]
  /** Pixels. */
  readonly height?: number
}

/** A policy document, its errors marked as it is typed. The heavy part is loaded when the first one is shown. */
export function PolicyEditor({ value, onChange, kind, label, description, longest, fault, marks, height }: Props) {
  return (
    <FormField
      stretch
      label={label}
      description={description}
      constraintText={longest === undefined ? undefined : lengthInWords(value, longest)}
      errorText={onChange === undefined ? undefined : said(faultInWords(value, kind, longest) ?? fault)}
    >
      <Suspense fallback={<Waiting for="Loading the editor" />}>
        <PolicyPane value={value} onChange={onChange} kind={kind} label={label} marks={marks} height={height} />
      </Suspense>
    </FormField>
  )
}

function said(fault: string | undefined): ReactNode {
  return fault === undefined ? undefined : <Said>{fault}</Said>
}
