import type { ManagedPolicy } from '../../domain'
import { operation } from '../operation'
import { maybeFlag, maybeText } from '../said'
import { countUses } from './attachments'
import { awsManagedPolicies } from './aws-managed'
import { byPath, policiesByPath } from './by-path'
import { policyOnTheWire } from './managed-policies'
import { filtered, listed, nothing, page, paging } from './paging'

/** The managed policies: AWS's, this account's, or both; all, or those in use. */
export const listPolicies = operation({
  service: 'iam',
  name: 'ListPolicies',
  input: (said) => ({
    asked: paging(said),
    scope: maybeText(said.Scope) ?? 'All',
    onlyAttached: maybeFlag(said.OnlyAttached) ?? false,
    pathPrefix: maybeText(said.PathPrefix),
    usage: maybeText(said.PolicyUsageFilter),
  }),
  need: () => ({ action: 'iam:ListPolicies', resource: '*' }),
  async handle({ asked, scope, onlyAttached, pathPrefix, usage }, { store }) {
    const aws = listed(
      [...awsManagedPolicies.values()].filter(({ path }) => path.startsWith(pathPrefix ?? '/')),
      ({ name }) => name,
    )
    const local = byPath(store.policies, policiesByPath, pathPrefix)
    const inUse = async ({ arn }: ManagedPolicy): Promise<boolean> => {
      if (usage === undefined && !onlyAttached) return true
      const uses = await countUses(store, arn)
      return (usage === 'PermissionsBoundary' ? uses.boundaries : uses.attached) > 0
    }
    // Each scope keeps its place, so that a marker means the same in all of them.
    const sources = [
      scope === 'Local' ? nothing : filtered(aws, inUse),
      scope === 'AWS' ? nothing : filtered(local, inUse),
    ]
    const { items, rest } = await page(sources, asked)
    return { Policies: await Promise.all(items.map((policy) => policyOnTheWire(store, policy))), ...rest }
  },
})
