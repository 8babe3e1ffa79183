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

/** A source of things at hand; the mark is the place in the list. */
export function listed<Item>(items: readonly Item[]): Source<Item> {
  return async (after, limit) => {
    const start = after === undefined ? 0 : Number(after)
    if (!Number.isSafeInteger(start) || start < 0) throw invalidMarker()
    return items.slice(start, start + limit).map((item, at) => ({ item, mark: String(start + at + 1) }))
  }
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
