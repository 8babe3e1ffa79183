import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createApp } from './app'
import { calls, iam, json, signed, type TestApp, testApp } from './app.test-support'
import { answering } from './console/serve'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

async function newUser(name: string, policy?: object) {
  await it.ask(iam({ Action: 'CreateUser', UserName: name }))
  if (policy !== undefined) {
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [policy] })
    await it.ask(iam({ Action: 'PutUserPolicy', UserName: name, PolicyName: 'own', PolicyDocument }))
  }
  const xml = await (await it.ask(iam({ Action: 'CreateAccessKey', UserName: name }))).text()
  const member = (tag: string): string => xml.split(`<${tag}>`)[1]?.split(`</${tag}>`)[0] ?? ''
  return { accessKeyId: member('AccessKeyId'), secretAccessKey: member('SecretAccessKey') }
}

describe('the life of a request', () => {
  test('who am I: answered, with a request id, and recorded', async () => {
    const response = await it.ask(calls.whoAmI)
    expect(await response.text()).toContain('<Arn>arn:aws:iam::000000000000:user/admin</Arn>')
    const record = (await it.records()).at(-1)
    expect(record).toMatchObject({
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
      eventTime: '2026-04-01T12:00:00Z',
      sourceIPAddress: '127.0.0.1',
      readOnly: true,
      awsRegion: 'us-east-1',
      recipientAccountId: '000000000000',
      requestID: response.headers.get('x-amzn-requestid'),
      userIdentity: { type: 'IAMUser', userName: 'admin', accessKeyId: it.admin.accessKeyId },
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
    })
  })

  test('a change is recorded with what was asked and answered, secrets hidden', async () => {
    const { secretAccessKey } = await newUser('recorded')
    const record = (await it.records()).at(-1)
    expect(record).toMatchObject({
      eventName: 'CreateAccessKey',
      readOnly: false,
      requestParameters: { userName: 'recorded' },
      responseElements: { accessKey: { userName: 'recorded', secretAccessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
    })
    expect(secretAccessKey).toHaveLength(40)
    expect(JSON.stringify(await it.records())).not.toContain(secretAccessKey)
    expect(it.logged.join('')).not.toContain(secretAccessKey)
  })

  test('what cannot be found is recorded by the name of its shape; what was told to a reader is not', async () => {
    expect((await it.ask(iam({ Action: 'GetRole', RoleName: 'none' }))).status).toBe(404)
    expect((await it.records()).at(-1)).toMatchObject({ errorCode: 'NoSuchEntityException', responseElements: null })
    await it.ask(calls.whoAmI)
    expect((await it.records()).at(-1)).toMatchObject({ eventName: 'GetCallerIdentity', responseElements: null })
  })

  test('a refused call is recorded as AccessDenied, in the words of each protocol', async () => {
    const keys = await newUser('nobody')
    const query = await it.ask({ ...iam({ Action: 'ListUsers' }), keys })
    expect(query.status).toBe(403)
    expect(await query.text()).toContain(
      'User: arn:aws:iam::000000000000:user/nobody is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::000000000000:user/ because no identity-based policy allows the iam:ListUsers action',
    )
    expect((await it.records()).at(-1)).toMatchObject({ errorCode: 'AccessDenied', eventName: 'ListUsers' })
    const rest = await it.ask({ ...calls.listClusters, keys })
    expect(rest.status).toBe(403)
    expect(rest.headers.get('x-amzn-errortype')).toContain('AccessDeniedException')
    expect((await rest.json()).message).toStartWith(
      'User: arn:aws:iam::000000000000:user/nobody is not authorized to perform: eks:ListClusters on resource: ',
    )
    expect((await it.records()).at(-1)).toMatchObject({ errorCode: 'AccessDenied', eventName: 'ListClusters' })
    const s3 = await it.ask({ ...calls.listBuckets, keys })
    expect([s3.status, (await s3.text()).includes('<Code>AccessDenied</Code>')]).toEqual([403, true])
  })

  test('an explicit deny says so', async () => {
    const keys = await newUser('denied', { Effect: 'Deny', Action: '*', Resource: '*' })
    expect(await (await it.ask({ ...iam({ Action: 'ListUsers' }), keys })).text()).toContain(
      'with an explicit deny in an identity-based policy',
    )
  })

  test('who may not, changes nothing', async () => {
    const keys = await newUser('powerless')
    const response = await it.ask({ ...iam({ Action: 'CreateUser', UserName: 'sneaky' }), keys })
    expect(response.status).toBe(403)
    expect(await it.house.store.users.get('sneaky')).toBeUndefined()
  })

  test('a change of a policy counts at once', async () => {
    const keys = await newUser('changing', { Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' })
    expect((await it.ask({ ...iam({ Action: 'ListUsers' }), keys })).status).toBe(200)
    await it.ask(iam({ Action: 'DeleteUserPolicy', UserName: 'changing', PolicyName: 'own' }))
    expect((await it.ask({ ...iam({ Action: 'ListUsers' }), keys })).status).toBe(403)
  })
})

describe('what cannot be recorded', () => {
  test('is not answered: the credentials stay, and the caller is told of our trouble', async () => {
    const { events } = it.house.store
    const broken = { ...it.house, store: { ...it.house.store, events: { ...events, insert: failing } } }
    const app = createApp(broken, {
      trouble: async () => undefined,
      url: () => '',
      console: answering(undefined, 'us-east-1'),
    })
    const asked = await signed(
      { ...calls.whoAmI, body: 'Action=GetSessionToken&Version=2011-06-15' },
      it.clock.now,
      it.admin,
    )
    const response = await app(asked, { address: () => '127.0.0.1', secure: false, holdOpen() {} })
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).not.toContain('SessionToken')
    expect(text).not.toContain('disk full')
    expect(it.logged.at(-1)).not.toBeUndefined()
  })

  async function failing(): Promise<boolean> {
    throw new Error('disk full')
  }
})

describe('our own trouble', () => {
  test('is logged with its stack, and says nothing of itself', async () => {
    const list = it.house.operations.get('eks/ListClusters')
    if (list === undefined) throw new Error('EKS lists clusters.')
    const operations = new Map(it.house.operations).set('eks/ListClusters', {
      ...list,
      handle: async () => {
        throw new TypeError('inner workings')
      },
    })
    const app = createApp(
      { ...it.house, operations },
      { trouble: async () => undefined, url: () => '', console: answering(undefined, 'us-east-1') },
    )
    const peer = { address: () => '127.0.0.1', secure: false, holdOpen() {} }
    const response = await app(await signed(calls.listClusters, it.clock.now, it.admin), peer)
    expect(response.status).toBe(500)
    expect(response.headers.get('x-amzn-requestid')).not.toBeNull()
    expect(await response.text()).not.toContain('inner workings')
    expect(it.logged.join('')).toContain('inner workings')
    expect((await it.records()).at(-1)).toMatchObject({ errorCode: 'ServerException' })
  })
})

describe('what is not there', () => {
  test('an operation of the model that is not built says so with its name', async () => {
    const missing = 'ListInstanceProfilesForRole'
    const operations = new Map(it.house.operations)
    operations.delete(`iam/${missing}`)
    const app = createApp(
      { ...it.house, operations },
      { trouble: async () => undefined, url: () => '', console: answering(undefined, 'us-east-1') },
    )
    const ask = iam({ Action: missing, RoleName: 'x' })
    const peer = { address: () => '127.0.0.1', secure: false, holdOpen() {} }
    const response = await app(await signed(ask, it.clock.now, it.admin), peer)
    expect(response.status).toBe(501)
    expect(await response.text()).toContain(`podid does not have the operation iam:${missing}.`)
  })

  test('an operation that only AWS has is recorded by its name', async () => {
    expect((await it.ask(json('eks', '/clusters/blue/node-groups', {}))).status).toBe(501)
    expect((await it.records()).at(-1)).toMatchObject({ eventName: 'CreateNodegroup', errorCode: 'NotImplemented' })
  })

  test('an operation of no model is refused in the words of the protocol', async () => {
    const query = await it.ask(iam({ Action: 'MakeCoffee' }))
    expect(query.status).toBe(400)
    expect(await query.text()).toContain('<Code>InvalidAction</Code>')
    const rest = await it.ask({ method: 'GET', path: '/coffee', service: 'eks' })
    expect(rest.status).toBeGreaterThanOrEqual(400)
    expect(rest.status).toBeLessThan(500)
  })
})

describe('limits', () => {
  const huge = 'x'.repeat(1024 * 1024 + 1)
  test('a body over the limit is refused in the words of the protocol', async () => {
    const query = await it.ask({ ...calls.whoAmI, body: `Action=GetCallerIdentity&Version=2011-06-15&x=${huge}` })
    expect([query.status, (await query.text()).includes('<Code>RequestEntityTooLarge</Code>')]).toEqual([413, true])
    const rest = await it.ask(json('eks', '/clusters', { name: huge }))
    expect(rest.status).toBe(413)
    const s3 = await it.ask({
      method: 'POST',
      path: '/bucket',
      query: { delete: '' },
      service: 's3',
      body: huge + huge,
    })
    expect(s3.status).toBe(400)
  })

  test('malformed JSON, XML and forms are the sender’s mistake', async () => {
    const rest = await it.ask({ ...json('eks', '/clusters', {}), body: '{"name":' })
    expect(rest.status).toBe(400)
    const s3 = await it.ask({ method: 'POST', path: '/bucket', query: { delete: '' }, service: 's3', body: '<Delete' })
    expect(s3.status).toBeGreaterThanOrEqual(400)
    expect(s3.status).toBeLessThan(500)
    const query = await it.ask({ ...iam({}), body: 'Action=%E0%A4%A&Version=2010-05-08' })
    expect(query.status).toBe(400)
  })
})

describe('one endpoint', () => {
  const unsigned = (path: string, init: RequestInit = {}) => it.raw(new Request(`http://127.0.0.1:4080${path}`, init))

  test('a browser gets a page, probes get theirs', async () => {
    expect((await unsigned('/')).headers.get('content-type')).toContain('text/html')
    expect(await (await unsigned('/healthz')).text()).toBe('ok\n')
    expect((await unsigned('/readyz')).status).toBe(200)
    expect((await unsigned('/console/')).status).toBe(404)
  })

  test('an unsigned form is for STS or IAM by its version', async () => {
    const init = (body: string) => ({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const sts = await unsigned('/', init('Action=GetCallerIdentity&Version=2011-06-15'))
    expect(await sts.text()).toContain('MissingAuthenticationToken')
    const iam = await unsigned('/', init('Action=ListUsers&Version=2010-05-08'))
    expect(await iam.text()).toContain('MissingAuthenticationToken')
    const web = await unsigned(
      '/',
      init(
        'Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn:aws:iam::000000000000:role/none&RoleSessionName=s&WebIdentityToken=a.b.c',
      ),
    )
    expect(await web.text()).not.toContain('MissingAuthenticationToken')
  })

  test('anything else without a signature is anonymous S3, and refused without a policy', async () => {
    await it.ask({ method: 'PUT', path: '/private', service: 's3' })
    const response = await unsigned('/private/key')
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('<Code>AccessDenied</Code>')
    expect((await it.records()).at(-1)).toMatchObject({ userIdentity: { principalId: 'ANONYMOUS' } })
  })

  test('S3 answers are sandboxed, refusals too', async () => {
    for (const response of [await it.ask(calls.listBuckets), await unsigned('/private/key')]) {
      expect(response.headers.get('content-security-policy')).toBe('sandbox')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
