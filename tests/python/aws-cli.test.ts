import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { have, type Ran, run, startUp, type Up } from '../up'

// The AWS CLI, real botocore: everything by endpoint alone.

const there = have(['aws', '--version'], 'the AWS CLI against podid')
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

describe.skipIf(!there)('the AWS CLI', () => {
  let up: Up
  beforeAll(async () => {
    up = await startUp()
  }, 300_000)
  afterAll(() => up?.stop())

  const aws = async (...args: readonly string[]): Promise<Ran> => run(['aws', ...args], up.env)
  const ok = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await aws(...args)
    expect({ code, err, args }).toEqual({ code: 0, err: '', args: [...args] })
    return out
  }
  const json = async (...args: readonly string[]): Promise<Record<string, unknown>> =>
    JSON.parse((await ok(...args, '--output', 'json')) || '{}')

  test('sts get-caller-identity', async () => {
    expect(await json('sts', 'get-caller-identity')).toEqual({
      UserId: expect.stringMatching(/^AIDA/),
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:user/admin',
    })
  }, 300_000)

  test('iam create-role', async () => {
    const made = await json('iam', 'create-role', '--role-name', 'app', '--assume-role-policy-document', trust)
    expect(made.Role).toMatchObject({
      RoleName: 'app',
      Arn: 'arn:aws:iam::000000000000:role/app',
      AssumeRolePolicyDocument: JSON.parse(trust),
    })
    const again = await aws('iam', 'create-role', '--role-name', 'APP', '--assume-role-policy-document', trust)
    expect(again.code).not.toBe(0)
    expect(again.err).toContain(
      '(EntityAlreadyExists) when calling the CreateRole operation: Role with name APP already exists.',
    )
  }, 300_000)

  test('eks associations: create, list, describe, update, delete', async () => {
    const where = ['--cluster-name', 'local']
    const roleArn = 'arn:aws:iam::000000000000:role/app'
    const made = await json(
      'eks',
      'create-pod-identity-association',
      ...where,
      '--namespace',
      'default',
      '--service-account',
      'app',
      '--role-arn',
      roleArn,
      '--tags',
      'team=a',
    )
    const { associationId } = Object(made.association)
    expect(made.association).toMatchObject({
      clusterName: 'local',
      namespace: 'default',
      serviceAccount: 'app',
      roleArn,
      tags: { team: 'a' },
      disableSessionTags: false,
    })
    expect(associationId).toMatch(/^a-[a-z0-9]{17}$/)

    const listed = await json('eks', 'list-pod-identity-associations', ...where)
    expect(listed.associations).toEqual([
      expect.objectContaining({ associationId, namespace: 'default', serviceAccount: 'app' }),
    ])

    const twice = await aws(
      'eks',
      'create-pod-identity-association',
      ...where,
      '--namespace',
      'default',
      '--service-account',
      'app',
      '--role-arn',
      roleArn,
    )
    expect(twice.err).toContain(
      `(ResourceInUseException) when calling the CreatePodIdentityAssociation operation: Association already exists: ${associationId}`,
    )

    const id = ['--association-id', String(associationId)]
    expect(
      (await json('eks', 'update-pod-identity-association', ...where, ...id, '--disable-session-tags')).association,
    ).toMatchObject({ disableSessionTags: true })
    expect((await json('eks', 'describe-pod-identity-association', ...where, ...id)).association).toMatchObject({
      disableSessionTags: true,
      roleArn,
    })
    expect((await json('eks', 'delete-pod-identity-association', ...where, ...id)).association).toMatchObject({
      associationId,
    })
    const gone = await aws('eks', 'describe-pod-identity-association', ...where, ...id)
    expect(gone.err).toContain('(ResourceNotFoundException)')
  }, 300_000)

  test('eks create-addon and the waiter', async () => {
    const addon = ['--cluster-name', 'local', '--addon-name', 'eks-pod-identity-agent']
    expect((await json('eks', 'create-addon', ...addon, '--addon-version', 'v1.0.0-eksbuild.1')).addon).toMatchObject({
      status: 'CREATING',
    })
    await ok('eks', 'wait', 'addon-active', ...addon)
    expect((await json('eks', 'describe-addon', ...addon)).addon).toMatchObject({
      status: 'ACTIVE',
      addonVersion: 'v1.0.0-eksbuild.1',
    })
  }, 300_000)

  test('s3: a file of 100 MB there and back', async () => {
    const file = join(up.data, 'big.bin')
    const back = join(up.data, 'back.bin')
    const chunk = createHash('sha512').update('podid').digest()
    writeFileSync(file, Buffer.alloc(100 * 1024 * 1024, chunk))
    await ok('s3', 'mb', 's3://files')
    await ok('s3', 'cp', '--quiet', file, 's3://files/deep/big.bin')
    expect(await ok('s3', 'ls', 's3://files', '--recursive')).toMatch(/ 104857600 deep\/big\.bin/)
    await ok('s3', 'cp', '--quiet', 's3://files/deep/big.bin', back)
    const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(digest(back)).toBe(digest(file))
    const full = await aws('s3', 'rb', 's3://files')
    expect(full.err).toContain('BucketNotEmpty')
    await ok('s3', 'rm', '--quiet', '--recursive', 's3://files')
    await ok('s3', 'rb', 's3://files')
  }, 300_000)

  test('a presigned URL', async () => {
    await ok('s3', 'mb', 's3://shared')
    writeFileSync(join(up.data, 'hello.txt'), 'hello')
    await ok('s3', 'cp', '--quiet', join(up.data, 'hello.txt'), 's3://shared/hello world.txt')
    const old = (await ok('s3', 'presign', 's3://shared/hello world.txt')).trim()
    expect(await fetch(old).then((it) => it.text())).toContain('Please use AWS4-HMAC-SHA256.')
    await ok('configure', 'set', 'default.s3.signature_version', 's3v4')
    const url = (await ok('s3', 'presign', 's3://shared/hello world.txt')).trim()
    expect(await fetch(url).then((it) => it.text())).toBe('hello')
    expect(await fetch(`${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`).then((it) => it.status)).toBe(403)
  }, 300_000)
})
