import type { Client } from '../../client'
import { names } from '../../connector'
import { type Api, kinds } from '../../kubernetes'
import { exit, Failure } from '../failure'
import { joinedAs } from './kubernetes-side'
import { stateOf } from './registration'

/**
 * A mistaken context must not hand one cluster's associations to another: a name in use is renewed only by the Kubernetes that has it, unless
 * told so, and a Kubernetes has one name. Throws Failure.
 */
export async function refuseAnother(name: string, api: Api, client: Client, takeOver: boolean): Promise<void> {
  const there = await api.get(kinds.deployments, { namespace: names.namespace, name: names.connector })
  const as = joinedAs(there)
  if (as !== undefined && as !== name)
    throw new Failure(
      `This Kubernetes (${api.access.name}) has joined as ${as}: take that away with 'podid cluster leave ${as}', or choose another --context.`,
      exit.usage,
    )
  if (as === name || takeOver) return
  if ((await stateOf(client, name)) === 'ACTIVE')
    throw new Failure(
      `${name} is ACTIVE, and this Kubernetes (${api.access.name}) is not it: its pods would have the roles of that cluster's. If it replaces the other one, say --take-over; else choose another name or --context.`,
      exit.usage,
    )
}
