import { expect } from 'bun:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { client } from '../../src/client'
import { testServer } from '../server'
import { operationTests } from './operation'
import { account, refusal, sdkWorld } from './world'

const world = sdkWorld()
const operation = operationTests('podid', 'SignIn')
/** Nobody signs it: the code is the proof. */
const signIn = (code: unknown, { url: endpoint, region } = world.server) =>
  client({ endpoint, region, credentials: undefined }).call('podid', 'SignIn', { code })
const newCode = async (by = world.any) => String((await by.call('podid', 'CreateSignInCode', {})).code)
const told =
  'The sign-in code is not valid: it is good once, and for two minutes. Ask for another with CreateSignInCode.'
const events = async (AttributeValue: string) =>
  (
    (
      await world.trail.send(
        new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }] }),
      )
    ).Events ?? []
  ).map((it) => String(it.CloudTrailEvent))

operation.succeeds('gives credentials of who asked for the code, for everything that they may', async () => {
  const answer = await signIn(await newCode())
  expect(answer).toMatchObject({ arn: `arn:aws:iam::${account}:user/admin`, account, region: 'us-east-1' })
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = answer
  expect(accessKeyId).toMatch(/^ASIA/)
  const hours = (expiration instanceof Date ? expiration.getTime() - Date.now() : 0) / 3_600_000
  expect(Math.round(hours)).toBe(12)
  const credentials = {
    accessKeyId: String(accessKeyId),
    secretAccessKey: String(secretAccessKey),
    sessionToken: String(sessionToken),
  }
  const as = { ...world.server.sdk, credentials }
  const me = await new STSClient(as).send(new GetCallerIdentityCommand({}))
  expect(me.Arn).toBe(`arn:aws:iam::${account}:user/admin`)
  const { Roles } = await new IAMClient(as).send(new ListRolesCommand({}))
  expect(Roles?.map((it) => it.RoleName)).toContain('app')
})

operation.succeeds('is recorded, refused or not, with who asked, and without code and credentials', async () => {
  const code = await newCode()
  const { secretAccessKey, sessionToken, accessKeyId } = await signIn(code)
  await refusal(signIn(code))
  const [refused = '', done = ''] = await events('SignIn')
  const [asked = ''] = await events('CreateSignInCode')
  for (const record of [refused, done, asked])
    for (const secret of [code, String(secretAccessKey), String(sessionToken)]) expect(record).not.toContain(secret)
  expect(JSON.parse(refused)).toMatchObject({ errorCode: 'AccessDenied', errorMessage: told })
  expect(JSON.parse(done)).toMatchObject({
    responseElements: { accessKeyId },
    additionalEventData: {
      signInAs: `arn:aws:iam::${account}:user/admin`,
      signInCodeRequestID: JSON.parse(asked).requestID,
    },
  })
})

operation.refuses('AccessDeniedException', 'a wrong code', () => signIn('x'.repeat(32)), told)
operation.refuses(
  'AccessDeniedException',
  'a code that was used',
  async () => {
    const code = await newCode()
    await signIn(code)
    return signIn(code)
  },
  told,
)
operation.refuses(
  'AccessDeniedException',
  'a code of two minutes ago',
  async () => {
    const clock = { ahead: 0 }
    const server = await testServer({}, { now: () => Date.now() + clock.ahead })
    try {
      const { url: endpoint, region, credentials } = server
      const code = await newCode(client({ endpoint, region, credentials }))
      clock.ahead = 120_000
      return await signIn(code, server)
    } finally {
      await server.stop()
    }
  },
  told,
)
operation.refuses('InvalidParameterException', 'no code', () => signIn(''), /code/)
