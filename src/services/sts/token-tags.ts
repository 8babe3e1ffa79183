import type { WebTokenAnswer } from '../../signatures'
import { Fault } from '../fault'
import { askedTags, type SessionTags } from './session-tags'

type Claims = Extract<WebTokenAnswer, { readonly claims: unknown }>['claims']

const tags = 'https://aws.amazon.com/tags'
const source = 'https://aws.amazon.com/source_identity'
const most = 50
const key = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u
const value = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u

/**
 * The session tags that a token asks for, in one claim or flattened into several:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
export function tagsOfToken(claims: Claims): SessionTags {
  const nested = Object.hasOwn(claims, tags) ? entriesOf(claims[tags]) : []
  const flat = Object.entries(claims)
    .filter(([name]) => name.startsWith(`${tags}/`))
    .map(([name, it]): [string, unknown] => [name.slice(tags.length + 1), it])
  const found: { key: string; value: string }[] = []
  const transitive: string[] = []
  for (const [name, it] of [...nested, ...flat]) {
    if (name === 'principal_tags') for (const [tag, one] of entriesOf(it)) found.push(tagOf(tag, one))
    else if (name === 'transitive_tag_keys') transitive.push(...listOf(it))
    else if (name.startsWith('principal_tags/')) found.push(tagOf(name.slice('principal_tags/'.length), it))
    else throw unreadable(`${tags}/${name.slice(0, 128)}`)
  }
  if (found.length > most) throw unreadable(tags)
  return askedTags(found, transitive)
}

/** The source identity that a token asks for. */
export function sourceIdentityOfToken(claims: Claims): string | undefined {
  if (!Object.hasOwn(claims, source)) return undefined
  const said = claims[source]
  if (typeof said !== 'string' || !/^[\w+=,.@-]{2,64}$/.test(said) || said.toLowerCase().startsWith('aws:'))
    throw unreadable(source)
  return said
}

/** A tag has one value, alone or as a list of one. */
function tagOf(name: string, said: unknown): { key: string; value: string } {
  const [only, ...more] = listOf(typeof said === 'string' ? [said] : said)
  if (only === undefined || more.length > 0 || !key.test(name) || !value.test(only)) throw unreadable(tags)
  return { key: name, value: only }
}

function listOf(said: unknown): readonly string[] {
  if (!Array.isArray(said) || !said.every((it) => typeof it === 'string')) throw unreadable(tags)
  return said
}

function entriesOf(said: unknown): readonly [string, unknown][] {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw unreadable(tags)
  return Object.entries(said)
}

function unreadable(claim: string): Fault {
  return new Fault('InvalidIdentityToken', `The claim ${claim} of the token cannot be read.`)
}
