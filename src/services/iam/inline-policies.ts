import type { Identity, InlinePolicy } from '../../domain'
import { type Fault, found } from '../fault'
import { text } from '../said'
import { encoded, sizeOf, wellFormed } from './documents'
import { noSuch, overLimit } from './faults'
import { boundaryOf, changeable, type Kind, named, onOne, put } from './identities'
import { listed, page, paging } from './paging'

// Inline policies of roles and users: their names are compared with their case.

export function putInlinePolicy<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Put${kind.title}Policy`,
    more: (said): InlinePolicy => ({ name: text(said.PolicyName), document: text(said.PolicyDocument) }),
    conditions: (_, row) => boundaryOf(row),
    async handle(name, policy, { store }) {
      wellFormed(policy.document, 'identity')
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        const inline = [...row.inline.filter((it) => it.name !== policy.name), policy]
        if (inline.reduce((size, { document }) => size + sizeOf(document), 0) > kind.inlineSize) {
          throw overLimit(`Maximum policy size of ${kind.inlineSize} bytes exceeded for ${kind.word} ${row.name}`)
        }
        await put(kind, tx, { ...row, inline })
      })
      return {}
    },
  })
}

export function getInlinePolicy<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Get${kind.title}Policy`,
    more: (said) => text(said.PolicyName),
    async handle(name, policyName, { store }) {
      const row = await named(kind, store, name)
      const policy = found(
        row.inline.find((it) => it.name === policyName),
        () => noInlinePolicy(kind, policyName),
      )
      return { [kind.named]: row.name, PolicyName: policy.name, PolicyDocument: encoded(policy.document) }
    },
  })
}

export function listInlinePolicies<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `List${kind.title}Policies`,
    more: paging,
    async handle(name, asked, { store }) {
      const { inline } = await named(kind, store, name)
      const { items, rest } = await page([listed(inline, (it) => it.name)], asked)
      return { PolicyNames: items.map((it) => it.name), ...rest }
    },
  })
}

export function deleteInlinePolicy<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Delete${kind.title}Policy`,
    more: (said) => text(said.PolicyName),
    conditions: (_, row) => boundaryOf(row),
    async handle(name, policyName, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        const inline = row.inline.filter((it) => it.name !== policyName)
        if (inline.length === row.inline.length) throw noInlinePolicy(kind, policyName)
        await put(kind, tx, { ...row, inline })
      })
      return {}
    },
  })
}

function noInlinePolicy({ word }: Pick<Kind<Identity>, 'word'>, name: string): Fault {
  return noSuch(`The ${word} policy with name ${name} cannot be found.`)
}
