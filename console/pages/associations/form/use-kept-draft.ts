import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { current } from '../../../session/session'
import { type Draft, draftOf } from './draft'

const keyOf = (id: string): string => `podid:draft:${id}`

interface KeptDraft {
  readonly draft: Draft
  /** Whether anything was filled in, here or before a reload. */
  readonly begun: boolean
  /** Name of what is kept, in the address as `draft`. */
  readonly id: string | undefined
  change(part: Partial<Draft>): void
  /** It was sent, or is given up. */
  forget(): void
}

/**
 * What is being filled in, kept in this tab under a name that stands in the address: it is there again after a reload, after signing in
 * again, and on the way back from making a role (which comes along as `role`). Another person does not find it.
 */
export function useKeptDraft(otherwise: Draft): KeptDraft {
  const [params, setParams] = useSearchParams()
  const who = useRef(whoIs())
  const id = useRef(params.get('draft') ?? undefined)
  const [{ draft, begun }, set] = useState(() => {
    const kept = id.current === undefined ? undefined : read(id.current, who.current)
    const role = params.get('role')
    const draft = { ...(kept ?? otherwise), ...(role === null ? {} : { roleArn: role }) }
    return { draft, begun: kept !== undefined || role !== null }
  })
  return {
    draft,
    begun,
    id: id.current,
    change(part) {
      const next = { ...draft, ...part }
      set({ draft: next, begun: true })
      const isNew = id.current === undefined
      id.current ??= crypto.randomUUID()
      sessionStorage.setItem(keyOf(id.current), JSON.stringify({ who: who.current, draft: next }))
      if (isNew || params.has('role'))
        setParams(
          (before) => {
            const after = new URLSearchParams(before)
            after.set('draft', id.current ?? '')
            after.delete('role')
            return after
          },
          { replace: true },
        )
    },
    forget() {
      if (id.current !== undefined) sessionStorage.removeItem(keyOf(id.current))
    },
  }
}

function whoIs(): string {
  const session = current()
  return typeof session === 'object' ? session.arn : ''
}

function read(id: string, who: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('who' in kept) || !('draft' in kept)) return undefined
    return kept.who === who ? draftOf(kept.draft) : undefined
  } catch {
    return undefined
  }
}
