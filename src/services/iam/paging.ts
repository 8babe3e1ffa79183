import type { Fault } from '../fault'
import type { Answer, Said } from '../operation'
import { maybeNumber, maybeText } from '../said'
import { notValid } from './faults'

/** What a list operation says: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export interface Paging {
  readonly marker?: string
  readonly maxItems: number
}

export function paging(said: Said): Paging {
  return { marker: maybeText(said.Marker), maxItems: maybeNumber(said.MaxItems) ?? 100 }
}

/** Items in order, from after `after` on; `mark` is what `after` will be for the items that follow. */
export type Source<Item> = (
  after: string | undefined,
  limit: number,
) => Promise<readonly { readonly item: Item; readonly mark: string }[]>

export interface Paged<Item> {
  readonly items: readonly Item[]
  /** `IsTruncated`, and `Marker` when there is more. */
  readonly rest: Answer
}

/** One page of several sources laid end to end. */
export async function page<Item>(sources: readonly Source<Item>[], { marker, maxItems }: Paging): Promise<Paged<Item>> {
  const from = marker === undefined ? { source: 0, after: undefined } : readMarker(marker, sources.length)
  const got: { readonly item: Item; readonly mark: string; readonly source: number }[] = []
  for (const [source, read] of sources.entries()) {
    if (source < from.source || got.length > maxItems) continue
    const after = source === from.source ? from.after : undefined
    for (const it of await read(after, maxItems + 1 - got.length)) got.push({ ...it, source })
  }
  const shown = got.slice(0, maxItems)
  const last = got.length > maxItems ? shown.at(-1) : undefined
  return {
    items: shown.map(({ item }) => item),
    rest:
      last === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: writeMarker(last.source, last.mark) },
  }
}

/** Markers are 320 characters at most, and base64 takes four for three; the source's number is in them too. */
const longestMark = 230

/**
 * A source of things at hand, in the order of their keys. The mark is the last key told, so that pages neither skip nor repeat what stays
 * while other things come and go. Where a key is too long for a marker, its place in the list stands for it.
 */
export function listed<Item>(items: readonly Item[], keyOf: (item: Item) => string): Source<Item> {
  const inOrder = items.map((item) => ({ item, key: keyOf(item) })).sort((one, other) => (one.key < other.key ? -1 : 1))
  return async (after, limit) => {
    const start = after === undefined ? 0 : startAfter(after)
    return inOrder.slice(start, start + limit).map(({ item, key }, at) => ({ item, mark: markOf(key, start + at + 1) }))
  }

  function startAfter(mark: string): number {
    if (mark.startsWith('=')) return inOrder.filter(({ key }) => key <= mark.slice(1)).length
    if (!/^#\d{1,9}$/.test(mark)) throw invalidMarker()
    return Number(mark.slice(1))
  }
}

/** A source of things that do not change between pages, in the order in which they were said. */
export function asSaid<Item>(items: readonly Item[]): Source<Item> {
  return async (after = '#0', limit) => {
    if (!/^#\d{1,9}$/.test(after)) throw invalidMarker()
    const start = Number(after.slice(1))
    return items.slice(start, start + limit).map((item, at) => ({ item, mark: `#${start + at + 1}` }))
  }
}

/** A source of nothing, which keeps a place among others. */
export const nothing: Source<never> = async () => []

function markOf(key: string, place: number): string {
  return Buffer.byteLength(key) <= longestMark ? `=${key}` : `#${place}`
}

/** What of a source is to be kept, in full pages. */
export function filtered<Item>(source: Source<Item>, keep: (item: Item) => Promise<boolean>): Source<Item> {
  return async (after, limit) => {
    const kept: { readonly item: Item; readonly mark: string }[] = []
    for (let from = after; ; ) {
      const some = await source(from, limit)
      for (const it of some) if (await keep(it.item)) kept.push(it)
      from = some.at(-1)?.mark
      if (kept.length >= limit || some.length < limit) return kept.slice(0, limit)
    }
  }
}

function writeMarker(source: number, mark: string): string {
  return Buffer.from(`${source}:${mark}`).toString('base64url')
}

function readMarker(marker: string, sources: number): { readonly source: number; readonly after: string } {
  const [, number, after] = /^(\d):([^\0\ufffd]*)$/s.exec(Buffer.from(marker, 'base64url').toString()) ?? []
  if (number === undefined || after === undefined || Number(number) >= sources) throw invalidMarker()
  return { source: Number(number), after }
}

export function invalidMarker(): Fault {
  return notValid('Invalid Marker.')
}
