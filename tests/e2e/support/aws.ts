import type { Client } from '../../../src/client'
import { playground } from './kubernetes'
import { must } from './run'
import type { Stage } from './story'

export const addon = 'eks-pod-identity-agent'
export const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
}
const permissions = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::files' }],
}

/** The AWS CLI, unmodified, as the announcement uses it; what it printed. */
export function aws({ server }: Stage, ...args: readonly string[]): Promise<string> {
  return must(['aws', ...args], { env: server.env, seconds: 300 })
}

/** A bucket `files` with one file, and a role that may list it; the role's ARN. */
export async function bucketAndRole({ server: { client } }: Stage): Promise<string> {
  await client.call('s3', 'CreateBucket', { Bucket: 'files' })
  await client.call('s3', 'PutObject', { Bucket: 'files', Key: 'hello.txt', Body: new TextEncoder().encode('hello') })
  return role(client, 'list-files')
}

export async function role(client: Client, name: string): Promise<string> {
  const made = await client.call('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  })
  await client.call('iam', 'PutRolePolicy', {
    RoleName: name,
    PolicyName: 'list',
    PolicyDocument: JSON.stringify(permissions),
  })
  const { Role } = made
  if (typeof Role !== 'object' || Role === null || !('Arn' in Role) || typeof Role.Arn !== 'string')
    throw new Error('CreateRole answered without an ARN.')
  return Role.Arn
}

export async function associate(
  client: Client,
  clusterName: string,
  serviceAccount: string,
  roleArn: string,
  namespace: string = playground,
): Promise<void> {
  await client.call('eks', 'CreatePodIdentityAssociation', { clusterName, namespace, serviceAccount, roleArn })
}
