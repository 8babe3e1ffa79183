import { type ReactNode, useCallback, useRef, useState } from 'react'
import { type Draft, type Faults, type Field, sameDraft } from './draft'
import { faultsOf } from './faults'
import { useKeptDraft } from './use-kept-draft'

export interface AssociationForm {
  readonly draft: Draft
  readonly id: string | undefined
  /** Whether something would be lost: asked at the moment of leaving. */
  readonly wouldLose: () => boolean
  /** Of all fields, whether they are shown or not. */
  readonly faults: Faults
  change(part: Partial<Draft>): void
  touch(field: Field): void
  /** What stands beside a field: its own fault once it was left or sent, or what the server said of it. */
  faultOf(field: Field): ReactNode
  /** The server refused this field as it is now. */
  refuse(field: Field, why: ReactNode): void
  /** Shows every fault; answers whether there is none. */
  check(): boolean
  /** From now on the page may be left without a question; what is filled in stays kept. */
  leave(): void
  /** It was sent, or is given up: the page may be left and nothing is kept. */
  forget(): void
}

/** What is being said of an association, and what is wrong with it. `before` is what stands without it. */
export function useAssociationForm(
  before: Draft,
  here: { readonly account: string; readonly partition: string },
): AssociationForm {
  const kept = useKeptDraft(before)
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set())
  const [all, setAll] = useState(false)
  const [refused, setRefused] = useState<Readonly<Partial<Record<Field, ReactNode>>>>({})
  const { draft } = kept
  const faults = faultsOf(draft, here)
  const leaving = useRef(false)
  const dirty = kept.begun && !sameDraft(draft, before)
  const wouldLose = useCallback(() => dirty && !leaving.current, [dirty])
  return {
    draft,
    id: kept.id,
    wouldLose,
    faults,
    change(part) {
      kept.change(part)
      setRefused((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in part))))
    },
    touch(field) {
      setTouched((now) => new Set([...now, field]))
    },
    faultOf(field) {
      const shown = all || (touched.has(field) && JSON.stringify(draft[field]) !== '""')
      return (shown ? faults[field] : undefined) ?? refused[field]
    },
    refuse(field, why) {
      setRefused((now) => ({ ...now, [field]: why }))
    },
    check() {
      setAll(true)
      return Object.keys(faults).length === 0
    },
    leave() {
      leaving.current = true
    },
    forget() {
      leaving.current = true
      kept.forget()
    },
  }
}
