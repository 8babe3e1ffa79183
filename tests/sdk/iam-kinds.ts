import { account } from './world'

type Said = Readonly<Record<string, unknown>>
type Ask = (operation: string, input: Said) => Promise<Said>

/** What can be written in IAM and read back, told again in the words in which it was written. */
export interface IamKind {
  readonly create: string
  /** What is there of what was not said. */
  readonly unsaid: Said
  read(ask: Ask, written: Said): Promise<Said>
  remove(ask: Ask, written: Said): Promise<unknown>
}

const role: IamKind = {
  create: 'CreateRole',
  unsaid: { Path: '/', MaxSessionDuration: 3600, Tags: [] },
  async read(ask, { RoleName }) {
    const { Role } = await ask('GetRole', { RoleName })
    const told = record(Role)
    return {
      ...picked(told, ['RoleName', 'Path', 'Description', 'MaxSessionDuration']),
      AssumeRolePolicyDocument: decoded(told.AssumeRolePolicyDocument),
      PermissionsBoundary: record(told.PermissionsBoundary).PermissionsBoundaryArn,
      Tags: told.Tags ?? [],
    }
  },
  remove: (ask, { RoleName }) => ask('DeleteRole', { RoleName }),
}

const user: IamKind = {
  create: 'CreateUser',
  unsaid: { Path: '/', Tags: [] },
  async read(ask, { UserName }) {
    const { User } = await ask('GetUser', { UserName })
    const told = record(User)
    return {
      ...picked(told, ['UserName', 'Path']),
      PermissionsBoundary: record(told.PermissionsBoundary).PermissionsBoundaryArn,
      Tags: told.Tags ?? [],
    }
  },
  remove: (ask, { UserName }) => ask('DeleteUser', { UserName }),
}

const policy: IamKind = {
  create: 'CreatePolicy',
  unsaid: { Path: '/', Tags: [] },
  async read(ask, written) {
    const PolicyArn = arnOf(written)
    const told = record((await ask('GetPolicy', { PolicyArn })).Policy)
    const version = await ask('GetPolicyVersion', { PolicyArn, VersionId: told.DefaultVersionId })
    return {
      ...picked(told, ['PolicyName', 'Path', 'Description', 'Tags']),
      PolicyDocument: decoded(record(version.PolicyVersion).Document),
    }
  },
  remove: (ask, written) => ask('DeletePolicy', { PolicyArn: arnOf(written) }),
}

const provider: IamKind = {
  create: 'CreateOpenIDConnectProvider',
  unsaid: { ClientIDList: [], ThumbprintList: [], Tags: [] },
  async read(ask, { Url }) {
    const told = await ask('GetOpenIDConnectProvider', { OpenIDConnectProviderArn: providerArn(Url) })
    return { Url: `https://${told.Url}`, ...picked(told, ['ClientIDList', 'ThumbprintList', 'Tags']) }
  },
  remove: (ask, { Url }) => ask('DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: providerArn(Url) }),
}

const inlinePolicy: IamKind = {
  create: 'PutRolePolicy',
  unsaid: {},
  async read(ask, { RoleName, PolicyName }) {
    const told = await ask('GetRolePolicy', { RoleName, PolicyName })
    return { ...picked(told, ['RoleName', 'PolicyName']), PolicyDocument: decoded(told.PolicyDocument) }
  },
  remove: (ask, { RoleName, PolicyName }) => ask('DeleteRolePolicy', { RoleName, PolicyName }),
}

const attachment: IamKind = {
  create: 'AttachRolePolicy',
  unsaid: {},
  async read(ask, { RoleName }) {
    const { AttachedPolicies } = await ask('ListAttachedRolePolicies', { RoleName })
    const [told, ...more] = Array.isArray(AttachedPolicies) ? AttachedPolicies : []
    if (more.length > 0) throw new Error('More is attached than was written.')
    return { RoleName, PolicyArn: record(told).PolicyArn }
  },
  remove: (ask, { RoleName, PolicyArn }) => ask('DetachRolePolicy', { RoleName, PolicyArn }),
}

export const iamKinds: ReadonlyMap<string, IamKind> = new Map([
  ['role', role],
  ['user', user],
  ['policy', policy],
  ['provider', provider],
  ['inline policy', inlinePolicy],
  ['attachment', attachment],
])

function arnOf({ Path, PolicyName }: Said): string {
  return `arn:aws:iam::${account}:policy${Path ?? '/'}${PolicyName}`
}

function providerArn(url: unknown): string {
  return `arn:aws:iam::${account}:oidc-provider/${String(url).replace('https://', '')}`
}

function record(value: unknown): Said {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function picked(told: Said, names: readonly string[]): Said {
  return Object.fromEntries(names.map((name) => [name, told[name]]))
}

function decoded(document: unknown): string {
  return decodeURIComponent(String(document))
}
