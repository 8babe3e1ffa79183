import { addonKey, associationKey, parseArn } from '../../domain'
import type { Tables } from '../../store'
import { Fault } from '../fault'
import { type Answer, type Need, type Operation, operation, type Parts, type Said } from '../operation'
import { text } from '../said'
import { tagged } from './arns'
import { associationById } from './rows'
import { resourceTags, type Tags } from './tags'

export function badRequest(message: string): Fault {
  return new Fault('BadRequestException', message)
}

/** Something that has tags. `retag` gives it others, in the change that found it. */
interface Found {
  readonly tags: Tags
  readonly retag: (tx: Tables, tags: Tags) => Promise<unknown>
}

async function find(of: Pick<Tables, 'clusters' | 'associations' | 'addons'>, arn: string) {
  const it = tagged(arn)
  if (it === undefined) return undefined
  const as = (row: { readonly arn: string; readonly tags: Tags } | undefined, retag: Found['retag']) =>
    row?.arn === arn ? { tags: row.tags, retag } : undefined
  if (it.kind === 'cluster') {
    return as(await of.clusters.get(it.cluster), (tx, tags) =>
      tx.clusters.update(it.cluster, (row) => ({ ...row, tags })),
    )
  }
  if (it.kind === 'addon') {
    const key = addonKey(it.cluster, it.name)
    return as(await of.addons.get(key), (tx, tags) => tx.addons.update(key, (row) => ({ ...row, tags })))
  }
  const row = await associationById(of, it.cluster, it.id)
  const key = row && associationKey(row.cluster, row.namespace, row.serviceAccount)
  return as(row, async (tx, tags) => key && tx.associations.update(key, (row) => ({ ...row, tags })))
}

export async function findTagged(
  of: Pick<Tables, 'clusters' | 'associations' | 'addons'>,
  arn: string,
): Promise<Found> {
  const it: Found | undefined = await find(of, arn)
  if (it === undefined) throw new Fault('NotFoundException', `The requested resource was not found: ${arn}`)
  return it
}

/** An operation on the tags of the one resource that its input names. */
export function onTags<More>(it: {
  readonly name: string
  readonly more: (said: Said) => More
  readonly conditions?: (more: More) => Need['context']
  readonly handle: (arn: string, more: More, parts: Parts) => Promise<Answer>
}): Operation<{ readonly arn: string; readonly more: More }> {
  return operation({
    service: 'eks',
    name: it.name,
    input: (said) => ({ arn: text(said.resourceArn), more: it.more(said) }),
    async need({ arn, more }, { store }) {
      if (parseArn(arn)?.service !== 'eks') throw badRequest(`Invalid ARN: ${arn}`)
      const row: Found | undefined = await find(store, arn)
      return {
        action: `eks:${it.name}`,
        resource: arn,
        context: { ...resourceTags(row), ...it.conditions?.(more) },
      }
    },
    handle: ({ arn, more }, parts) => it.handle(arn, more, parts),
  })
}
