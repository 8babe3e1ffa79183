import type { LookupEventsRequest } from '@aws-sdk/client-cloudtrail'
import { ask } from '../../asking/ask'
import { type Recorded, recorded } from './recorded'

/** Records that were looked up, the newest first. */
export interface LookedUp {
  readonly records: readonly Recorded[]
  /** Where to go on. */
  readonly nextToken?: string
  /** Calls it took. */
  readonly calls: number
}

export interface Search {
  /** What the server finds them by: one attribute and times. */
  readonly asked: Pick<LookupEventsRequest, 'LookupAttributes' | 'StartTime' | 'EndTime'>
  /** Which of these are meant; absent: all. */
  readonly fits?: (record: Recorded) => boolean
  readonly most: number
  readonly nextToken?: string
}

/** As many records as LookupEvents tells in a call. */
const aCall = 50
/** Calls for a page: where few fit, the rest is left to the next page. */
const mostCalls = 8

/** One page of records. Where only some of what the server finds is meant, it asks on until the page is full, or long enough. */
export async function lookUp({ asked, fits, most, nextToken }: Search, signal?: AbortSignal): Promise<LookedUp> {
  const records: Recorded[] = []
  let token = nextToken
  for (let calls = 1; ; calls += 1) {
    const MaxResults = fits === undefined ? Math.min(aCall, most - records.length) : aCall
    const page = await ask('cloudtrail', 'LookupEvents', { ...asked, MaxResults, NextToken: token }, signal)
    const told = (page.Events ?? []).map(recorded)
    records.push(...(fits === undefined ? told : told.filter(fits)))
    token = page.NextToken
    if (token === undefined || records.length >= most || calls === mostCalls)
      return { records, nextToken: token, calls }
  }
}
