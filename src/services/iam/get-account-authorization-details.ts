import type { Identity, ManagedPolicy, Role, User } from '../../domain'
import type { Store } from '../../store'
import { type Answer, operation, type Parts } from '../operation'
import { maybeTexts } from '../said'
import { nameAndPath } from './attached-policies'
import { awsManagedPolicies } from './aws-managed'
import { boundaryOnTheWire } from './boundaries'
import { byPath, policiesByPath } from './by-path'
import { encoded } from './documents'
import { roles, users } from './identities'
import { policyOnTheWire } from './managed-policies'
import { listed, nothing, page, paging, type Source } from './paging'
import { newestFirst, versionOnTheWire } from './policy-versions'
import { authorizedRole } from './role-shapes'
import { tagsOnTheWire } from './tags'
import { listedUser } from './user-shapes'

type Section = 'UserDetailList' | 'RoleDetailList' | 'Policies'
interface Detail {
  readonly section: Section
  readonly tell: () => Promise<Answer>
}

/** Every user, role and managed policy with all that is permitted by it, laid end to end in pages. */
export const getAccountAuthorizationDetails = operation({
  service: 'iam',
  name: 'GetAccountAuthorizationDetails',
  input: (said) => ({ asked: paging(said), filter: maybeTexts(said.Filter) ?? [] }),
  need: () => ({ action: 'iam:GetAccountAuthorizationDetails', resource: '*' }),
  async handle({ asked, filter }, parts) {
    const { store } = parts
    const only = <Row>(kind: string, source: Source<Row>): Source<Row> =>
      filter.length === 0 || filter.includes(kind) ? source : nothing
    const policy = (it: ManagedPolicy): Promise<Answer> => policyDetail(store, it)
    const sources = [
      details('UserDetailList', only('User', byPath(store.users, users, undefined)), userDetail),
      details('RoleDetailList', only('Role', byPath(store.roles, roles, undefined)), (it) => roleDetail(it, parts)),
      details('Policies', only('LocalManagedPolicy', byPath(store.policies, policiesByPath, undefined)), policy),
      details(
        'Policies',
        only(
          'AWSManagedPolicy',
          listed([...awsManagedPolicies.values()], ({ name }) => name),
        ),
        policy,
      ),
    ]
    const { items, rest } = await page(sources, asked)
    const told = await Promise.all(items.map(async ({ section, tell }) => ({ section, answer: await tell() })))
    const all = (wanted: Section): readonly Answer[] =>
      told.filter(({ section }) => section === wanted).map(({ answer }) => answer)
    return {
      UserDetailList: all('UserDetailList'),
      GroupDetailList: [],
      RoleDetailList: all('RoleDetailList'),
      Policies: all('Policies'),
      ...rest,
    }
  },
})

function details<Row>(section: Section, source: Source<Row>, tell: (row: Row) => Promise<Answer>): Source<Detail> {
  return async (after, limit) =>
    (await source(after, limit)).map(({ item, mark }) => ({ item: { section, tell: () => tell(item) }, mark }))
}

async function userDetail(user: User): Promise<Answer> {
  const { inline, ...more } = permissions(user)
  return { ...listedUser(user), UserPolicyList: inline, GroupList: [], ...more }
}

async function roleDetail(role: Role, parts: Parts): Promise<Answer> {
  const { inline, ...more } = permissions(role)
  return {
    ...(await authorizedRole(parts.store, role, parts)),
    InstanceProfileList: [],
    RolePolicyList: inline,
    ...more,
  }
}

function permissions(row: Identity) {
  return {
    inline: row.inline.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encoded(document) })),
    AttachedManagedPolicies: row.attached.map((arn) => ({ PolicyName: nameAndPath(arn).name, PolicyArn: arn })),
    PermissionsBoundary: boundaryOnTheWire(row),
    Tags: tagsOnTheWire(row.tags),
  }
}

async function policyDetail(store: Store, policy: ManagedPolicy): Promise<Answer> {
  return {
    ...(await policyOnTheWire(store, policy)),
    Description: policy.description,
    PolicyVersionList: newestFirst(policy).map((version) => ({
      ...versionOnTheWire(policy, version),
      Document: encoded(version.document),
    })),
  }
}
