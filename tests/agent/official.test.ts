import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type AgentCommand, type AgentProcess, officialAgent, ours, startAgentProcess } from './command'
import { type ScriptedUpstream, scriptedUpstream } from './scripted-upstream'
import { token } from './tokens'

// What an agent must do to take the official one's place (agent-and-webhook.md A.4–A.9), driven by its arguments and HTTP alone. The same
// cases run against the official binary when PODID_OFFICIAL_AGENT names one.

const other = officialAgent()
if (other === undefined)
  process.stderr.write('SKIPPED: the official agent beside ours; set PODID_OFFICIAL_AGENT to the path of its binary.\n')
const agents: readonly AgentCommand[] = other === undefined ? [ours] : [ours, other]

for (const kind of agents) {
  describe(`${kind.name}, by the official arguments`, () => {
    let upstream: ScriptedUpstream
    let agent: AgentProcess
    beforeAll(async () => {
      upstream = scriptedUpstream()
      agent = await startAgentProcess(kind, { endpoint: upstream.url, args: ['-v', 'trace'] })
    })
    afterAll(async () => {
      await agent?.kill()
      await upstream.stop()
    })
    const ask = async (shown: string | undefined, host = kind.hostHeader) => {
      const headers = { host, ...(shown === undefined ? {} : { authorization: shown }) }
      const response = await fetch(`${agent.url}/v1/credentials`, { headers })
      const body = await response.text()
      const said = body.startsWith('{') ? String(Object(JSON.parse(body)).message) : body.trimEnd()
      return { status: response.status, type: response.headers.get('content-type'), body, said }
    }

    test('200: the exact bytes', async () => {
      upstream.act = () => ({
        body: JSON.stringify({
          subject: { namespace: 'default', serviceAccount: 'app' },
          audience: 'pods.eks.amazonaws.com',
          podIdentityAssociation: { associationArn: 'arn', associationId: 'a-1' },
          assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/app/session', assumeRoleId: 'AROA:session' },
          credentials: {
            accessKeyId: 'ASIA',
            secretAccessKey: 'secret',
            sessionToken: 'session',
            expiration: 4_102_444_799.5,
          },
        }),
      })
      const told = await ask(await token('bytes'))
      expect([told.status, told.type, told.body]).toEqual([
        200,
        'application/json',
        '{"AccessKeyId":"ASIA","SecretAccessKey":"secret","Token":"session","AccountId":"111122223333","Expiration":"2099-12-31T23:59:59.5Z"}',
      ])
      upstream.act = () => ({})
    })

    test('the token goes up as it came, signed for eks-auth', async () => {
      const shown = await token('signed')
      await ask(shown)
      const call = upstream.calls.at(-1)
      expect(call?.token).toBe(shown)
      expect(call?.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/eks-auth\/aws4_request, /,
      )
    })

    test('a second equal question is answered from what is kept', async () => {
      const shown = await token('twice')
      const first = await ask(shown)
      const before = upstream.calls.length
      expect((await ask(shown)).body).toBe(first.body)
      expect(upstream.calls.length).toBe(before)
    })

    test('16 at once cost one call', async () => {
      upstream.act = () => ({ after: 200 })
      const shown = await token('sixteen')
      const before = upstream.calls.length
      await Promise.all(Array.from({ length: 16 }, () => ask(shown)))
      // One question; an attempt of it that takes longer than a second is repeated.
      expect(upstream.calls.length - before).toBeLessThanOrEqual(3)
      upstream.act = () => ({})
    })

    test.each([
      ['no token', undefined, 400, /^Service account token cannot be empty$/],
      ['no JWT', 'x', 400, /^Service account token cannot be parsed: token is malformed/],
      ['a Bearer prefix', 'Bearer a.b.c', 400, /^Service account token cannot be parsed: token is malformed/],
    ])('%s', async (_, shown, status, said) => {
      const told = await ask(shown)
      expect(told.status).toBe(status)
      expect(told.said).toMatch(said)
    })

    test('expired, not valid yet', async () => {
      const [past, later] = [Date.now() - 10_000, Date.now() + 3_600_000]
      expect(await ask(await token('app-1', { issuedAt: past - 10_000, expiresAt: past }))).toMatchObject({
        status: 400,
        said: 'Service account token failed basic claim validations: token is expired',
      })
      expect(await ask(await token('app-1', { issuedAt: later, expiresAt: later + 3_600_000 }))).toMatchObject({
        status: 400,
        said: 'Service account token failed basic claim validations: token is not valid yet',
      })
    })

    test('another host', async () => {
      const told = await ask(await token(), '124.3.1.2')
      expect(told.status).toBe(403)
      expect(told.said).toMatch(
        /^Access Denied\. Called agent through invalid address, please use either \[.+\] address not 124\.3\.1\.2$/,
      )
    })

    test.each([
      [400, 'AccessDeniedException'],
      [400, 'ExpiredTokenException'],
      [400, 'InvalidTokenException'],
      [404, 'ResourceNotFoundException'],
      [400, 'InvalidParameterException'],
    ])("the upstream's %d %s", async (status, code) => {
      upstream.act = () => ({ fault: { status, code, message: 'why' } })
      const told = await ask(await token(`fault-${code.toLowerCase()}`))
      expect(told.status).toBe(status)
      expect(told.said).toMatch(new RegExp(`^\\[request-\\d+\\]: \\(${code}\\): why`))
      upstream.act = () => ({})
    })

    test('other paths are not found', async () => {
      for (const path of ['/', '/v1/credentials/x', '/healthz'])
        expect((await fetch(agent.url + path, { headers: { host: kind.hostHeader } })).status).toBe(404)
    })

    test('health and metrics', async () => {
      expect((await fetch(`${agent.probeUrl}/healthz`)).status).toBe(200)
      expect((await fetch(`${agent.probeUrl}/readyz`)).status).toBe(200)
      const metrics = await (await fetch(agent.metricsUrl)).text()
      expect(metrics).toMatch(/^pod_identity_http_response\{code="200"\} \d+$/m)
      expect(metrics).toMatch(/^pod_identity_cache_state\{state="miss"\} \d+$/m)
    })

    test('no token and no secret in what it says', async () => {
      const shown = await token('silent')
      await ask(shown)
      expect(agent.said()).not.toContain(shown.split('.')[2] ?? '')
      expect(agent.said()).not.toContain('secret-')
    })

    test('SIGTERM ends it with 0', async () => {
      const one = await startAgentProcess(kind, { endpoint: upstream.url })
      expect(await one.kill('SIGTERM')).toBe(0)
    })
  })
}
