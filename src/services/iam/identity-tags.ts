import type { Identity } from '../../domain'
import { maybeTags, maybeTexts } from '../said'
import { changeable, type Kind, named, onOne, put } from './identities'
import { listed, page, paging } from './paging'
import { acceptable, requestTags, tagsOnTheWire, withoutTags, withTags } from './tags'

// Tags of roles and users.

export function tagIdentity<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Tag${kind.title}`,
    more: (said) => acceptable(maybeTags(said.Tags) ?? [], 'without case'),
    conditions: requestTags,
    async handle(name, tags, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        await put(kind, tx, { ...row, tags: withTags(row.tags, tags, 'without case') })
      })
      return {}
    },
  })
}

export function untagIdentity<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Untag${kind.title}`,
    more: (said) => maybeTexts(said.TagKeys) ?? [],
    conditions: (keys) => ({ 'aws:TagKeys': keys }),
    async handle(name, keys, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        await put(kind, tx, { ...row, tags: withoutTags(row.tags, keys, 'without case') })
      })
      return {}
    },
  })
}

export function listIdentityTags<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `List${kind.title}Tags`,
    more: paging,
    async handle(name, asked, { store }) {
      const { tags } = await named(kind, store, name)
      const { items, rest } = await page([listed(tags, ({ key }) => key)], asked)
      return { Tags: tagsOnTheWire(items), ...rest }
    },
  })
}
