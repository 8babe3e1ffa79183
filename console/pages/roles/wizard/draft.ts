import type { DocumentKind } from '../../../../src/policy'
import { faultInWords } from '../../../shown/policy-fault'
import { allFit, type TagRow, tagsOf } from '../../../shown/tag-rows'
import { inlineLength, mostAttached, trustLength } from '../policies/lengths'
import { hoursFault } from '../role/duration'
import { descriptionFault, pathFault, policyNameFault, roleNameFault } from './named'
import { type Here, namesFault, podTrust, type Whose } from './pod-trust'

/** A role that is being made. */
export interface Draft {
  readonly use: 'pods' | 'custom'
  readonly whose: Whose
  /** The trust policy of a role that is not for pods. */
  readonly trust: string
  readonly attached: readonly string[]
  readonly inlineName: string
  readonly inline: string
  readonly name: string
  readonly path: string
  readonly description: string
  readonly hours: string
  readonly tags: readonly TagRow[]
  readonly boundary: string | undefined
}

export const anyTrust = (account: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
    },
    null,
    2,
  )

export function firstDraft(params: URLSearchParams, account: string): Draft {
  return {
    use: 'pods',
    whose: {
      clusters: params.get('cluster') ?? '',
      namespaces: params.get('namespace') ?? '',
      serviceAccounts: params.get('serviceAccount') ?? '',
    },
    trust: anyTrust(account),
    attached: [],
    inlineName: '',
    inline: '',
    name: '',
    path: '/',
    description: '',
    hours: '1',
    tags: [],
    boundary: undefined,
  }
}

export const trustOf = ({ use, whose, trust }: Draft, here: Here): string =>
  use === 'pods' ? podTrust(whose, here) : trust

export const givenTags = ({ tags }: Draft): Readonly<Record<string, string>> => tagsOf(tags)

type Faults = Readonly<Record<string, string | undefined>>

/** What is wrong in each step, by field. */
export function faultsOf(draft: Draft, here: Here): readonly [trusted: Faults, permissions: Faults, named: Faults] {
  const pods = draft.use === 'pods'
  const writes = draft.inline.trim() !== ''
  return [
    {
      clusters: pods ? namesFault(draft.whose.clusters, 'clusters') : undefined,
      namespaces: pods ? namesFault(draft.whose.namespaces, 'objects') : undefined,
      serviceAccounts: pods ? namesFault(draft.whose.serviceAccounts, 'objects') : undefined,
      trust: documentFault(trustOf(draft, here), 'trust', trustLength),
    },
    {
      attached: draft.attached.length > mostAttached ? 'A role has at most 10 managed policies.' : undefined,
      inline: writes ? documentFault(draft.inline, 'identity', inlineLength) : undefined,
      inlineName: writes ? policyNameFault(draft.inlineName) : undefined,
    },
    {
      name: roleNameFault(draft.name),
      path: pathFault(draft.path),
      description: descriptionFault(draft.description),
      hours: hoursFault(draft.hours),
      tags: allFit(draft.tags) ? undefined : 'Some tags are not valid.',
    },
  ]
}

function documentFault(document: string, kind: DocumentKind, longest: number): string | undefined {
  return document.trim() === '' ? 'Write a policy.' : faultInWords(document, kind, longest)
}

export const isWhole = (faults: Faults): boolean => Object.values(faults).every((it) => it === undefined)
