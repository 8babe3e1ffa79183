import { beforeAll } from 'bun:test'
import { RegisterClusterCommand } from '@aws-sdk/client-eks'
import {
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListRolesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { account, podsTrust, type SdkWorld, sdkWorld } from './world'

export interface IamWorld {
  /** The administrator's client. */
  readonly iam: IAMClient
  readonly sdk: SdkWorld
  /** A new user's client; the user may do what the document says, if there is one. */
  user(name: string, document?: string): Promise<IAMClient>
  /** The client of a user who may do nothing, `stranger`. */
  stranger(): Promise<IAMClient>
  /** The name of a role that the registration of a cluster made. */
  clusterRole(): Promise<string>
}

export const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`
export const statement = (Action: string, Resource = '*', more: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] })
export const document = statement('s3:GetObject')
/** The SDK's paginators write into what they are given: hand them a copy. */
export const role = Object.freeze({ RoleName: 'r' })
export const user = Object.freeze({ UserName: 'u' })
export const policyArn = arn('policy/a/p')
export const providerArn = arn('oidc-provider/oidc.example.com')
/** AWS's own, which is attachable and cannot be changed. */
export const awsPolicy = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'

/** What the user `stranger` is told. */
export function denied(action: string, resource: string): string {
  return `User: ${arn('user/stranger')} is not authorized to perform: iam:${action} on resource: ${resource} because no identity-based policy allows the iam:${action} action`
}

/** A control plane with a role `r`, a user `u`, a policy `p` (all in the path `/a/`), and an OIDC provider. */
export function iamWorld(): IamWorld {
  const sdk = sdkWorld()
  beforeAll(async () => {
    const Path = '/a/'
    const { iam } = sdk
    await iam.send(new CreateRoleCommand({ ...role, Path, AssumeRolePolicyDocument: podsTrust }))
    await iam.send(new CreateUserCommand({ ...user, Path }))
    await iam.send(new CreatePolicyCommand({ PolicyName: 'p', Path, PolicyDocument: document }))
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'https://oidc.example.com' }))
  })
  let stranger: Promise<IAMClient> | undefined
  const newUser = async (UserName: string, PolicyDocument?: string): Promise<IAMClient> => {
    await sdk.iam.send(new CreateUserCommand({ UserName }))
    if (PolicyDocument !== undefined)
      await sdk.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }))
    const { AccessKey } = await sdk.iam.send(new CreateAccessKeyCommand({ UserName }))
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}
    return new IAMClient({ ...sdk.server.sdk, credentials: { accessKeyId, secretAccessKey } })
  }
  return {
    get iam() {
      return sdk.iam
    },
    sdk,
    user: newUser,
    stranger() {
      stranger ??= newUser('stranger')
      return stranger
    },
    async clusterRole() {
      const before = await clusterRoles(sdk)
      if (before[0] !== undefined) return before[0]
      const connectorConfig = { roleArn: arn('role/connector'), provider: 'OTHER' } as const
      await sdk.eks.send(new RegisterClusterCommand({ name: 'joined', connectorConfig }))
      const [name] = await clusterRoles(sdk)
      if (name === undefined) throw new Error('The registration of a cluster made no role.')
      return name
    },
  }
}

async function clusterRoles({ iam }: SdkWorld): Promise<readonly string[]> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: '/podid/' }))
  return Roles.flatMap(({ RoleName }) => RoleName ?? [])
}

/** Everything that a paginator tells, with the number of pages. */
export async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<{ readonly items: readonly Item[]; readonly pages: number }> {
  const told: Item[] = []
  let count = 0
  for await (const page of pages) {
    count += 1
    told.push(...(items(page) ?? []))
  }
  return { items: told, pages: count }
}
