import { type Identity, parseArn } from '../../domain'
import { maybeText } from '../said'
import { attach, detach } from './attachments'
import { noSuch, overQuota } from './faults'
import { boundaryOf, type Conditions, changeable, type Kind, named, onOne, put } from './identities'
import { noPolicy, policyArn, policyByArn } from './managed-policies'
import { listed, page, paging } from './paging'
import { quotas } from './quotas'

// Managed policies attached to roles and users.

function conditions(arn: string, row: Identity | undefined): Conditions {
  return { ...boundaryOf(row), 'iam:PolicyARN': arn }
}

/** Attaching what is attached changes nothing. */
export function attachPolicy<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Attach${kind.title}Policy`,
    more: (said) => policyArn(said.PolicyArn),
    conditions,
    async handle(name, arn, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        if ((await policyByArn(tx, arn)) === undefined) {
          throw noSuch(`Policy ${arn} does not exist or is not attachable.`)
        }
        if (row.attached.includes(arn)) return
        if (row.attached.length >= quotas.attachedPolicies) {
          throw overQuota(`PoliciesPer${kind.title}`, quotas.attachedPolicies)
        }
        await put(kind, tx, { ...row, attached: [...row.attached, arn] })
        await attach(tx, arn, kind.word, row)
      })
      return {}
    },
  })
}

export function detachPolicy<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Detach${kind.title}Policy`,
    more: (said) => policyArn(said.PolicyArn),
    conditions,
    async handle(name, arn, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        if (!row.attached.includes(arn)) throw noPolicy(arn)
        await put(kind, tx, { ...row, attached: row.attached.filter((it) => it !== arn) })
        await detach(tx, arn, kind.word, row)
      })
      return {}
    },
  })
}

export function listAttachedPolicies<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `ListAttached${kind.title}Policies`,
    more: (said) => ({ asked: paging(said), pathPrefix: maybeText(said.PathPrefix) ?? '/' }),
    async handle(name, { asked, pathPrefix }, { store }) {
      const { attached } = await named(kind, store, name)
      const inPath = attached.map(nameAndPath).filter(({ path }) => path.startsWith(pathPrefix))
      const { items, rest } = await page([listed(inPath, inNameOrder)], asked)
      return { AttachedPolicies: items.map((it) => ({ PolicyName: it.name, PolicyArn: it.arn })), ...rest }
    },
  })
}

/** An account's policy may have the name of one of AWS's. */
function inNameOrder({ arn, name }: { readonly arn: string; readonly name: string }): string {
  return `${name}:${parseArn(arn)?.account}`
}

/** Both are in a managed policy's ARN: `…:policy/path/name`. */
export function nameAndPath(arn: string): { readonly arn: string; readonly path: string; readonly name: string } {
  const named = arn.slice(arn.indexOf('/'))
  const end = named.lastIndexOf('/') + 1
  return { arn, path: named.slice(0, end), name: named.slice(end) }
}
