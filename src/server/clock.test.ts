import { afterAll, beforeAll, expect, test } from 'bun:test'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type TestApp, testApp } from './app.test-support'

// A client whose clock is months off is refused once, learns the time from the refusal's Date header, and is served.

let it: TestApp
let server: ReturnType<typeof Bun.serve>
const statuses: number[] = []
beforeAll(async () => {
  it = await testApp()
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const response = await it.raw(request)
      statuses.push(response.status)
      return response
    },
  })
})
afterAll(async () => {
  await server.stop(true)
  await it.close()
})

const options = () => ({ endpoint: server.url.origin, region: 'us-east-1', credentials: it.admin, maxAttempts: 3 })

test('by each protocol', async () => {
  const { now } = it.clock
  expect(Math.abs(Date.now() - now)).toBeGreaterThan(3_600_000)
  const calls = [
    () => new STSClient(options()).send(new GetCallerIdentityCommand({})),
    () => new EKSClient(options()).send(new ListClustersCommand({})),
    () => new S3Client({ ...options(), forcePathStyle: true }).send(new ListBucketsCommand({})),
  ]
  for (const call of calls) {
    statuses.length = 0
    expect((await call()).$metadata.httpStatusCode).toBe(200)
    expect(statuses).toEqual([403, 200])
  }
})
