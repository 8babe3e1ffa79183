import elsewhere from './elsewhere.json'
import type { Model } from './model'
import type { WireFault } from './received'

const none: ReadonlyMap<string, string> = new Map()
const byService = new Map(Object.entries(elsewhere).map(([name, them]) => [name, new Map(Object.entries(them))]))

/** What AWS's service has and the model has not: names with their methods and paths, so that each is refused by its name. */
export function elsewhereOf({ signingName }: Pick<Model, 'signingName'>): ReadonlyMap<string, string> {
  return byService.get(signingName) ?? none
}

/** The refusal of an operation that AWS has and that is not here. */
export function notHere(
  { signingName, protocol }: Pick<Model, 'signingName' | 'protocol'>,
  operation: string,
): WireFault {
  const message =
    protocol === 'rest-xml'
      ? `A header you provided implies functionality that is not implemented: ${operation}`
      : `podid does not have the operation ${signingName}:${operation}.`
  return { code: 'NotImplemented', message, status: 501 }
}
