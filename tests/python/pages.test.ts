import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { client } from '../../src/client'
import { createSigningKey } from '../../src/issuer'
import { have, startUp, type Up } from '../up'
import { walked } from './python'

// Every paginator with pages of one, and every waiter to its end or its failure, by botocore.

const there = have(['python3', '-c', 'import boto3'], "boto3's paginators and waiters")

describe.skipIf(!there)("botocore's paginators and waiters", () => {
  let up: Up
  beforeAll(async () => {
    up = await startUp()
  }, 300_000)
  afterAll(() => up?.stop())

  test('pages of one make up the whole list', async () => {
    const { checks, problems } = (await walked('pages.py', up.env))('pages')
    expect(problems).toEqual([])
    expect(checks.operations).toBeGreaterThanOrEqual(30)
    expect(checks.paginators).toBeGreaterThanOrEqual(36)
  }, 300_000)

  test('waiters end when they should, and fail when they should', async () => {
    await trouble(up)
    const { checks, problems } = (await walked('waiters.py', up.env))('waiters')
    expect(problems).toEqual([])
    expect(checks.waiters).toBeGreaterThanOrEqual(11)
  }, 300_000)
})

/** A cluster whose connector tells nothing but trouble: that connector is this test. */
async function trouble({ url, env }: Up): Promise<void> {
  const clusterName = 'trouble'
  const admin = client({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  })
  const roleArn = 'arn:aws:iam::000000000000:role/not-used'
  for (const name of [clusterName, 'pending']) {
    const { cluster } = await admin.call('eks', 'RegisterCluster', {
      name,
      connectorConfig: { roleArn, provider: 'OTHER' },
    })
    if (name === 'pending') continue
    const { activationId, activationCode } = Object(cluster).connectorConfig
    const { publicJwk } = await createSigningKey()
    await admin.call('podid', 'ActivateCluster', {
      activationId,
      activationCode,
      issuer: 'https://trouble.example',
      keys: [{ jwk: JSON.stringify(publicJwk) }],
    })
  }
  for (const [addonName, status] of [
    ['aws-ebs-csi-driver', 'CREATE_FAILED'],
    ['external-dns', 'DEGRADED'],
    ['aws-efs-csi-driver', 'DELETE_FAILED'],
  ]) {
    await admin.call('eks', 'CreateAddon', { clusterName, addonName })
    if (status === 'DELETE_FAILED') await admin.call('eks', 'DeleteAddon', { clusterName, addonName })
    const issues = [{ code: 'InternalFailure', message: 'It does not want to.' }]
    await admin.call('podid', 'PutAddonState', { clusterName, addonName, status, issues })
  }
}
