import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createApp } from './app'
import { type Ask, calls, iam, json, type Keys, signed, type TestApp, testApp } from './app.test-support'
import { answering } from './console/serve'
import { sweep } from './sweep'

// The main road through the pipeline: what it answers, what it records, and when its credentials end.

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
}
const day = 86_400_000
const makeRole = iam({ Action: 'CreateRole', RoleName: 'app', AssumeRolePolicyDocument: JSON.stringify(trust) })

let it: TestApp
let exchange: Ask

async function done(response: Response | Promise<Response>): Promise<Response> {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer
}

beforeAll(async () => {
  it = await testApp()
  await done(
    it.ask(
      json('eks', '/clusters', { name: 'blue', roleArn: 'arn:aws:iam::000000000000:role/x', resourcesVpcConfig: {} }),
    ),
  )
  await done(it.ask(makeRole))
  await done(
    it.ask(
      json('eks', '/clusters/blue/pod-identity-associations', {
        namespace: 'shop',
        serviceAccount: 'cart',
        roleArn: 'arn:aws:iam::000000000000:role/app',
      }),
    ),
  )
  const made = await done(
    it.ask(
      json('podid', '/podid/clusters/blue/service-account-tokens', {
        namespace: 'shop',
        serviceAccount: 'cart',
        podName: 'cart-1',
        audience: 'pods.eks.amazonaws.com',
        durationSeconds: 3600,
      }),
    ),
  )
  const { token } = await made.json()
  exchange = json('eks-auth', '/clusters/blue/assume-role-for-pod-identity', { token })
})
afterAll(() => it.close())

async function exchanged(): Promise<Keys> {
  const { credentials } = await (await done(it.ask(exchange))).json()
  return credentials
}
const lastOf = async (name: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
  (await it.records()).findLast(({ eventName }) => eventName === name)

describe('the exchange', () => {
  test('is recorded as AWS records it, with who was given what, and no secret', async () => {
    const keys = await exchanged()
    const record = await lastOf('AssumeRoleForPodIdentity')
    expect(record).toMatchObject({
      eventSource: 'eks-auth.amazonaws.com',
      readOnly: true,
      requestParameters: { clusterName: 'blue', token: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      responseElements: null,
      resources: [{ type: 'AWS::EKS::Cluster', ARN: 'arn:aws:eks:us-east-1:000000000000:cluster/blue' }],
      additionalEventData: {
        subject: { namespace: 'shop', serviceAccount: 'cart' },
        pod: { name: 'cart-1', uid: expect.any(String) },
        podIdentityAssociation: { associationArn: expect.any(String), associationId: expect.stringMatching(/^a-/) },
        roleArn: 'arn:aws:iam::000000000000:role/app',
        assumedRoleUser: { arn: expect.stringContaining(':assumed-role/app/eks-blue-cart-1-') },
        accessKeyId: keys.accessKeyId,
      },
    })
    const all = JSON.stringify(await it.records()) + it.logged.join('')
    for (const secret of [keys.secretAccessKey, keys.sessionToken ?? '', exchange.body ?? ''])
      expect(all).not.toContain(secret)
  })

  test('that is refused is recorded with the pod that asked, and nothing that was not proved', async () => {
    const other = json('podid', '/podid/clusters/blue/service-account-tokens', {
      ...{ namespace: 'shop', serviceAccount: 'none', podName: 'none-1' },
      ...{ audience: 'pods.eks.amazonaws.com', durationSeconds: 3600 },
    })
    const { token } = await (await done(it.ask(other))).json()
    const ask = (body: object) => it.ask(json('eks-auth', '/clusters/blue/assume-role-for-pod-identity', body))
    expect((await ask({ token })).status).toBe(404)
    expect(await lastOf('AssumeRoleForPodIdentity')).toMatchObject({
      errorCode: 'ResourceNotFoundException',
      additionalEventData: { subject: { namespace: 'shop', serviceAccount: 'none' }, pod: { name: 'none-1' } },
    })
    expect((await ask({ token: `${token.slice(0, -4)}AAAA` })).status).toBe(400)
    const record = await lastOf('AssumeRoleForPodIdentity')
    expect(record).toMatchObject({ errorCode: 'InvalidTokenException' })
    expect(record).not.toHaveProperty('additionalEventData')
  })

  test('gives credentials only once their record is kept', async () => {
    const { events } = it.house.store
    const gate = Promise.withResolvers<void>()
    const insert: typeof events.insert = async (key, row) => {
      await gate.promise
      return events.insert(key, row)
    }
    const app = createApp(
      { ...it.house, store: { ...it.house.store, events: { ...events, insert } } },
      { trouble: async () => undefined, url: () => '', console: answering(undefined, 'us-east-1') },
    )
    let answered = false
    const peer = { address: () => '127.0.0.1', secure: false, holdOpen() {} }
    const answer = Promise.resolve(app(await signed(exchange, it.clock.now, it.admin), peer)).then((response) => {
      answered = true
      return response
    })
    await Bun.sleep(20)
    expect(answered).toBe(false)
    gate.resolve()
    expect((await answer).status).toBe(200)
  })

  test('its credentials are a session of the role, recorded as such', async () => {
    const keys = await exchanged()
    const text = await (await done(it.ask({ ...calls.whoAmI, keys }))).text()
    expect(text).toMatch(/<Arn>arn:aws:sts::000000000000:assumed-role\/app\/eks-blue-cart-1-[0-9a-f-]{36}<\/Arn>/)
    expect(await lastOf('GetCallerIdentity')).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { type: 'Role', userName: 'app' }, attributes: { mfaAuthenticated: 'false' } },
      },
    })
  })

  test('and end when the role is gone, also when another has its name', async () => {
    const keys = await exchanged()
    await done(it.ask({ ...calls.whoAmI, keys }))
    await done(it.ask(iam({ Action: 'DeleteRole', RoleName: 'app' })))
    expect((await it.ask({ ...calls.whoAmI, keys })).status).toBe(403)
    await done(it.ask(makeRole))
    expect((await it.ask({ ...calls.whoAmI, keys })).status).toBe(403)
    await done(it.ask({ ...calls.whoAmI, keys: await exchanged() }))
  })

  test('a request replayed after its window, or altered, is refused', async () => {
    const request = await signed(exchange, it.clock.now, it.admin)
    const copy = (): Request => request.clone() as Request
    await done(it.raw(copy()))
    it.clock.now += 16 * 60_000
    expect((await it.raw(copy())).status).toBe(403)
    it.clock.now -= 16 * 60_000
    const altered = new Request(copy(), { body: exchange.body?.replace('ey', 'eY') })
    expect((await it.raw(altered)).status).toBe(403)
    const elsewhere = new Request(request.url.replace('/blue/', '/green/'), copy())
    expect((await it.raw(elsewhere)).status).toBe(403)
  })
})

describe('what is kept beside it', () => {
  test('when a key and a role were last used', async () => {
    await it.ask({ ...calls.whoAmI, keys: await exchanged() })
    await it.house.uses.settled()
    const at = it.clock.now
    expect((await it.house.store.accessKeys.get(it.admin.accessKeyId))?.lastUsed?.at).toBe(at)
    expect((await it.house.store.roles.get('app'))?.lastUsed).toEqual({ at, region: 'us-east-1' })
  })

  test('records until they are old, answers for a day', async () => {
    const { store } = it.house
    const row = { key: 'k', operation: 'o', parameters: '', result: '', at: it.clock.now }
    await store.keptAnswers.insert('k', row)
    await it.ask({ method: 'GET', path: '/nowhere/key', service: 's3' })
    expect(await store.dataEvents.count()).toBe(1)
    const before = await store.events.count()
    expect(await sweep(store, it.clock.now + day - 1, 90 * day)).toBe(0)
    expect(await sweep(store, it.clock.now + day + 1, 90 * day)).toBe(1)
    expect(await sweep(store, it.clock.now + 90 * day, 90 * day)).toBe(0)
    expect([await store.events.count(), await store.dataEvents.count()]).toEqual([before, 1])
    expect(await sweep(store, it.clock.now + 91 * day, 90 * day)).toBe(before + 1)
    expect([await store.events.count(), await store.dataEvents.count()]).toEqual([0, 0])
  })
})
