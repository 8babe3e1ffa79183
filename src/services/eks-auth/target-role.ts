import type { Authority, AuthorityRefusal } from '../../authority'
import {
  type Association,
  type Cluster,
  type Given,
  parseArn,
  type Role,
  roleNameOf,
  type Subject,
  targetSession,
} from '../../domain'
import { found } from '../fault'
import type { Parts } from '../operation'
import { roleAt } from '../sts/role-at'
import { notIssued, refused } from './faults'
import { firstRoleTrusted } from './trust-decision'

type Issued = Exclude<Awaited<ReturnType<Authority['issue']>>, AuthorityRefusal>

export function givenBy({ partition, account, unique }: Parts, now: number): Given {
  return { partition, account, now, unique: unique() }
}

/** The second AssumeRole: the first session is the caller, the external id goes along always. The pod never sees the first credentials. */
export async function targetCredentials(
  asked: {
    readonly targetRoleArn: string
    readonly association: Association
    readonly cluster: Cluster
    readonly subject: Subject
    readonly role: Role
    readonly first: Issued
    readonly now: number
  },
  parts: Parts,
): Promise<Issued> {
  const { targetRoleArn, association, cluster, subject, role, first, now } = asked
  const embedded = parts.authority.kind === 'embedded'
  const target = found(embedded ? await roleAt(parts, targetRoleArn) : elsewhere(targetRoleArn), refused)
  const account = parseArn(targetRoleArn)?.account ?? ''
  const session = targetSession(target, first.session, subject, association, cluster, {
    ...givenBy(parts, now),
    account,
  })
  const { externalId } = association
  const given = { first: first.session, role, externalId }
  // A real STS decides this itself: it alone knows the target role.
  if (embedded && !(await firstRoleTrusted(target, session, given, parts))) throw refused()
  const last = await parts.authority.issue(session, { via: first.credentials, externalId })
  if ('refused' in last) throw notIssued(last)
  return last
}

/** What can be known of a role that only a real STS knows: its name. */
function elsewhere(arn: string): Role | undefined {
  const name = roleNameOf(arn)
  if (name === undefined) return undefined
  const nothing = { tags: [], inline: [], attached: [] }
  return { ...nothing, name, path: '/', arn, id: '', trust: '', createdAt: 0, maxSessionDuration: 3_600 }
}
