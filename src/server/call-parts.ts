import type { Authority } from '../authority'
import type { Decision } from '../policy'
import type { Peer } from '../program'
import {
  accessDenied,
  encodedReason,
  type KnownCaller,
  type Limits,
  type Need,
  type Parts,
  type RequestContext,
  type Revisions,
  type ServiceName,
} from '../services'
import type { Keyring } from '../signatures'
import type { Blobs, Store } from '../store'
import type { House } from './house'

/** Who asks for what, as far as the parts of an operation depend on it. */
export interface Asked {
  readonly service: ServiceName
  readonly caller: KnownCaller
  readonly requestId: string
  readonly context: RequestContext
  readonly note: Parts['note']
  readonly request: Request
  readonly peer: Peer
}

/** What one call's operation is given, and nothing beside it. A class, since these are made for every call: its shape is known beforehand. */
export class CallParts implements Parts {
  readonly store: Store
  readonly blobs: Blobs
  readonly keyring: Keyring
  readonly authority: Authority
  readonly account: string
  readonly region: string
  readonly partition: string
  readonly now: () => number
  readonly unique: () => string
  readonly draw: Parts['draw']
  readonly random: Parts['random']
  readonly discover: Parts['discover']
  readonly limits: Limits
  readonly revisions: Revisions
  readonly url: string
  readonly caller: KnownCaller
  readonly requestId: string
  readonly note: Parts['note']
  readonly decide: (need: Need) => Promise<Decision>
  readonly demand: (need: Need) => Promise<void>
  readonly #asked: Asked
  readonly #stopping: AbortSignal

  constructor(house: House, asked: Asked) {
    this.store = house.store
    this.blobs = house.blobs
    this.keyring = house.keyring
    this.authority = house.authority
    this.account = house.account
    this.region = house.region
    this.partition = house.partition
    this.now = house.now
    this.unique = house.unique
    this.draw = house.draw
    this.random = house.random
    this.discover = house.discover
    this.limits = house.limits
    this.revisions = house.revisions
    this.url = house.url()
    this.caller = asked.caller
    this.requestId = asked.requestId
    this.note = asked.note
    this.decide = (need) => house.authorizer.decide(asked.caller, need, asked.context)
    this.demand = (need) => demand(house, asked, need)
    this.#asked = asked
    this.#stopping = house.stopping
  }

  /** Who asks for it means to wait. */
  get gone(): AbortSignal {
    this.#asked.peer.holdOpen()
    return AbortSignal.any([this.#asked.request.signal, this.#stopping])
  }
}

async function demand(house: House, { service, caller, context }: Asked, need: Need): Promise<void> {
  const judged = await house.authorizer.judge(caller, need, context)
  if (judged.decision.result === 'Allow') return
  throw accessDenied(service, caller, need, judged.decision, house, encodedReason(caller, judged, house))
}
