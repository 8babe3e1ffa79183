import { useState } from 'react'
import { useRemembered } from './remembered'

export interface Preferences {
  readonly pageSize: number
  readonly wrapLines: boolean
  readonly striped: boolean
  /** Ids of the columns that are shown, in their order. */
  readonly columns: readonly string[]
}

/** How a table is looked at: what is remembered of it, and where in its pages it stands. */
export interface ListingState {
  readonly preferences: Preferences
  prefer(preferences: Preferences): void
  /** From 1. */
  readonly page: number
  /** For the page that is shown; undefined for the first. */
  readonly nextToken: string | undefined
  turn(page: number, tokenAfterThis: string | undefined): void
}

const isPreferences = (value: unknown): value is Preferences =>
  typeof value === 'object' &&
  value !== null &&
  'pageSize' in value &&
  typeof value.pageSize === 'number' &&
  'columns' in value &&
  Array.isArray(value.columns) &&
  'wrapLines' in value &&
  'striped' in value

/** `question` is what the table asks for (filter, order): when it changes, the table is at its first page again. */
export function useListing(name: string, columns: readonly string[], question = ''): ListingState {
  const [preferences, prefer] = useRemembered<Preferences>(
    `table:${name}`,
    { pageSize: 20, wrapLines: false, striped: false, columns },
    isPreferences,
  )
  const asked = `${question}|${preferences.pageSize}`
  const [at, setAt] = useState<{
    readonly asked: string
    readonly page: number
    readonly tokens: readonly (string | undefined)[]
  }>({
    asked,
    page: 1,
    tokens: [undefined],
  })
  const here = at.asked === asked ? at : { asked, page: 1, tokens: [undefined] }
  return {
    preferences,
    prefer,
    page: here.page,
    nextToken: here.tokens[here.page - 1],
    turn(page, tokenAfterThis) {
      const tokens = [...here.tokens]
      if (page === here.page + 1) tokens[here.page] = tokenAfterThis
      if (page >= 1 && page <= tokens.length) setAt({ asked, page, tokens })
    },
  }
}
