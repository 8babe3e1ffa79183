import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { bareEnv, have, type Ran, run, startUp, type Up } from '../up'

// Programs under `podid run`: boto3 and the AWS CLI find their credentials by their default chains.

const there = have(['python3', '-c', 'import boto3'], 'boto3 under podid run')
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})
// One role for both namespaces; the session tag tells them apart.
const apart = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::teams/${aws:PrincipalTag/kubernetes-namespace}/*',
    },
  ],
})

describe.skipIf(!there)('programs as pods', () => {
  let up: Up
  const admin = async (...args: readonly string[]): Promise<Ran> => {
    const ran = await run(['aws', ...args], up.env)
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' })
    return ran
  }
  beforeAll(async () => {
    up = await startUp()
    const roleArn = 'arn:aws:iam::000000000000:role/paths/team'
    await admin(
      'iam',
      'create-role',
      '--path',
      '/paths/',
      '--role-name',
      'team',
      '--assume-role-policy-document',
      trust,
    )
    await admin('iam', 'put-role-policy', '--role-name', 'team', '--policy-name', 'apart', '--policy-document', apart)
    await admin('s3', 'mb', 's3://teams')
    await admin('eks', 'create-addon', '--cluster-name', 'local', '--addon-name', 'eks-pod-identity-agent')
    for (const namespace of ['red', 'blue']) {
      await admin(
        'eks',
        'create-pod-identity-association',
        '--cluster-name',
        'local',
        '--namespace',
        namespace,
        '--service-account',
        'app',
        '--role-arn',
        roleArn,
      )
    }
    await admin('eks', 'wait', 'addon-active', '--cluster-name', 'local', '--addon-name', 'eks-pod-identity-agent')
  }, 300_000)
  afterAll(() => up?.stop())

  const python = (namespace: string, script: string): Promise<Ran> =>
    up.run('run', '--namespace', namespace, '--service-account', 'app', '--', 'python3', '-c', script)

  test('boto3 gets the session of its pod', async () => {
    const ran = await python('red', "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])")
    expect(ran).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^arn:aws:sts::000000000000:assumed-role\/team\/eks-local-app-[\w-]+\n$/),
    })
  }, 300_000)

  test('the AWS CLI too', async () => {
    const ran = await up.run(
      'run',
      '--namespace',
      'red',
      '--service-account',
      'app',
      '--',
      'aws',
      'sts',
      'get-caller-identity',
      '--query',
      'Arn',
      '--output',
      'text',
    )
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining(':assumed-role/team/eks-local-') })
  }, 300_000)

  test('the JS SDK too, by its default chain', async () => {
    const file = join(import.meta.dir, 'who-am-i.mjs')
    const ran = await up.run('run', '--namespace', 'red', '--service-account', 'app', '--', process.execPath, file)
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining(':assumed-role/team/eks-local-') })
  }, 300_000)

  test('a session tag in the role policy separates two namespaces', async () => {
    const script = (key: string): string =>
      `import boto3; boto3.client('s3').put_object(Bucket='teams', Key='${key}', Body=b'x'); print('put')`
    expect(await python('red', script('red/a'))).toMatchObject({ code: 0, out: 'put\n' })
    const refused = await python('red', script('blue/a'))
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('AccessDenied')
    expect(await python('blue', script('blue/a'))).toMatchObject({ code: 0, out: 'put\n' })
  }, 300_000)

  test('and in a bucket policy', async () => {
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::teams/*',
          Condition: { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': 'blue' } },
        },
      ],
    })
    await admin('s3api', 'put-bucket-policy', '--bucket', 'teams', '--policy', policy)
    const put = (namespace: string): Promise<Ran> =>
      python(namespace, `import boto3; boto3.client('s3').put_object(Bucket='teams', Key='${namespace}/b', Body=b'x')`)
    expect((await put('red')).code).toBe(0)
    expect((await put('blue')).err).toContain('explicit deny in a resource-based policy')
  }, 300_000)

  test('no association, no credentials, and the reason is told', async () => {
    const ran = await up.run(
      'run',
      '--namespace',
      'red',
      '--service-account',
      'nobody',
      '--',
      'python3',
      '-c',
      "import boto3; boto3.client('sts').get_caller_identity()",
    )
    expect(ran.code).not.toBe(0)
    expect(ran.err).toContain('ResourceNotFoundException')
  }, 300_000)

  test('no inherited AWS variable reaches the pod', async () => {
    const ran = await run(
      [
        process.execPath,
        join(import.meta.dir, '../../src/cli/main.ts'),
        'run',
        '--namespace',
        'red',
        '--service-account',
        'app',
        '--',
        'env',
      ],
      {
        ...bareEnv(up.data),
        PODID_DATA: up.data,
        AWS_PROFILE: 'mine',
        AWS_ACCESS_KEY_ID: 'AKIAMINE',
        AWS_SESSION_TOKEN: 'x',
        AWS_ROLE_ARN: 'arn',
        AWS_ENDPOINT_URL_S3: 'http://elsewhere',
        OTHER: 'kept',
      },
    )
    const names = ran.out.split('\n').map((line) => line.split('=')[0] ?? '')
    expect(names.filter((name) => name.startsWith('AWS_')).sort()).toEqual([
      'AWS_CONFIG_FILE',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_DEFAULT_REGION',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_SHARED_CREDENTIALS_FILE',
    ])
    expect(names).toContain('OTHER')
  }, 300_000)
})
