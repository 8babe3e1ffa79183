import FormField from '@cloudscape-design/components/form-field'
import { lazy, type ReactNode, Suspense } from 'react'
import { type DocumentKind, validate } from '../../src/policy'
import { Waiting } from '../frame/waiting'
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
      errorText={onChange === undefined ? undefined : (faultInWords(value, kind, longest) ?? said(fault))}
    >
      <Suspense fallback={<Waiting for="Loading the editor" />}>
        <PolicyPane value={value} onChange={onChange} kind={kind} label={label} marks={marks} height={height} />
      </Suspense>
    </FormField>
  )
}

/** Why the server would refuse a document; undefined where it would take it. Nothing typed yet is no fault. */
export function faultInWords(value: string, kind: DocumentKind, longest?: number): string | undefined {
  if (value.trim() === '') return undefined
  const found = validate(value, kind)
  if (found !== undefined) return `Line ${found.line}, column ${found.column}: ${found.fault}`
  return longest !== undefined && lengthOf(value) > longest ? lengthInWords(value, longest) : undefined
}

/** IAM counts no white space. */
export function lengthOf(value: string): number {
  return value.replace(/\s/g, '').length
}

function lengthInWords(value: string, longest: number): string {
  const count = new Intl.NumberFormat('en')
  return `${count.format(lengthOf(value))} of at most ${count.format(longest)} characters; white space does not count.`
}

function said(fault: string | undefined): ReactNode {
  return fault === undefined ? undefined : <Said>{fault}</Said>
}
