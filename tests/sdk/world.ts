import { afterAll, beforeAll } from 'bun:test'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import { type Client, client } from '../../src/client'
import { type TestServer, testServer } from '../server'

/** The real AWS SDK for JavaScript against a control plane of one file's own, with a cluster `blue` and a role `app` that pods may have. */
export interface SdkWorld {
  readonly server: TestServer
  readonly eks: EKSClient
  readonly iam: IAMClient
  readonly s3: S3Client
  readonly sts: STSClient
  readonly trail: CloudTrailClient
  /** For EKS Auth, which has no client here, and for podid's own operations. */
  readonly any: Client
}

export const account = '000000000000'
export const roleArn = `arn:aws:iam::${account}:role/app`
export const cluster = 'blue'
export const podsTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

/** `flags` are the server's settings. */
export function sdkWorld(flags: Readonly<Record<string, unknown>> = {}): SdkWorld {
  const made: { world?: SdkWorld } = {}
  beforeAll(async () => {
    const server = await testServer(flags)
    const world = {
      server,
      eks: new EKSClient(server.sdk),
      iam: new IAMClient(server.sdk),
      s3: new S3Client(server.sdk),
      sts: new STSClient(server.sdk),
      trail: new CloudTrailClient(server.sdk),
      any: client({ endpoint: server.url, region: server.region, credentials: server.credentials }),
    }
    await world.eks.send(
      new CreateClusterCommand({
        name: cluster,
        roleArn: `arn:aws:iam::${account}:role/cluster`,
        resourcesVpcConfig: {},
      }),
    )
    await world.iam.send(new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: podsTrust }))
    made.world = world
  })
  afterAll(() => made.world?.server.stop())
  const there = (): SdkWorld => {
    if (made.world === undefined) throw new Error('The world is made before the first test.')
    return made.world
  }
  return {
    get server() {
      return there().server
    },
    get eks() {
      return there().eks
    },
    get iam() {
      return there().iam
    },
    get s3() {
      return there().s3
    },
    get sts() {
      return there().sts
    },
    get trail() {
      return there().trail
    },
    get any() {
      return there().any
    },
  }
}

/** What a refused call told: `Name 400: message`. Throws when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const why: unknown = await call.then(
    () => undefined,
    (error) => error,
  )
  if (why === undefined) throw new Error('It was not refused.')
  const { name, message, $metadata, code, status } = Object(why)
  return `${code ?? name} ${status ?? $metadata?.httpStatusCode}: ${message}`
}
