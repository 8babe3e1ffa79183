import type { AutosuggestProps } from '@cloudscape-design/components/autosuggest'
import { isNamespace, isSubdomain, roleNameOf } from '../../../../src/domain'
import type { FoundRole } from '../../../asking/podid-answers'
import { useAsk } from '../../../asking/use-ask'
import { type Draft, tagsSessions } from './draft'
import { verdictWords } from './verdict-words'

const most = 25

/** For whose pods roles are held against their trust policies: only whole names are asked for. */
export function subjectOf(clusterName: string, draft: Draft) {
  const { namespace, serviceAccount } = draft
  if (!isNamespace(namespace) || !isSubdomain(serviceAccount)) return {}
  return { clusterName, namespace, serviceAccount, disableSessionTags: !tagsSessions(draft) }
}

/** Roles that have a text in their name, as options to choose from. */
export function useRoles(cluster: string, draft: Draft, typed: string) {
  const name = roleNameOf(typed) ?? typed.trim()
  const { data, error, isFetching } = useAsk(
    'podid',
    'SearchRoles',
    { ...(name === '' ? {} : { nameContains: name }), ...subjectOf(cluster, draft), sortBy: 'NAME', maxResults: most },
    { keep: true, when: name.length <= 64 },
  )
  const status: AutosuggestProps.StatusType = error !== null ? 'error' : isFetching ? 'loading' : 'finished'
  return {
    options: (data?.roles ?? []).toSorted((left, right) => rank(left) - rank(right)).map(optionOf),
    status,
    trouble:
      error?.kind === 'forbidden' ? 'You may not look for roles: type the ARN.' : 'Roles could not be asked for.',
    more:
      data?.nextToken === undefined ? undefined : `${most} of ${data.count ?? 'many'} roles: type a part of the name.`,
  }
}

/** Those that fit first; else as the server has them, by name. */
function rank({ trustsPodIdentity }: FoundRole): number {
  return ['TRUSTED', 'CONDITIONAL', 'NOT_TRUSTED'].indexOf(trustsPodIdentity?.state ?? 'TRUSTED')
}

function optionOf(role: FoundRole): AutosuggestProps.Option {
  const { type, label, reason } = verdictWords(role.trustsPodIdentity)
  return {
    value: role.arn,
    label: role.path === '/' ? role.roleName : `${role.path.slice(1)}${role.roleName}`,
    labelTag: label,
    description: [role.description, type === 'success' ? undefined : reason].filter(Boolean).join(' · '),
  }
}
