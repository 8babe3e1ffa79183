/** On loopback what an agent's own credentials may come from: STS, a container's endpoint, IMDS. Each numbers what it gives. */
export interface FakeAws {
  readonly url: string
  /** What came, as `METHOD /path`, and the web identity tokens that were shown. */
  readonly came: readonly string[]
  readonly tokens: readonly string[]
  stop(): Promise<void>
}

export function fakeAws(given: { readonly life: number; readonly tls?: { cert: string; key: string } }): FakeAws {
  const came: string[] = []
  const tokens: string[] = []
  let count = 0
  const keys = (what: string) => {
    count += 1
    const expires = new Date(Date.now() + given.life).toISOString().replace(/\.\d+Z$/, 'Z')
    return { id: `ASIA${what}${count}`, secret: 'own-secret', token: `own-session-${count}`, expires }
  }
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    ...(given.tls === undefined ? {} : { tls: given.tls }),
    async fetch(request) {
      const { pathname } = new URL(request.url)
      came.push(`${request.method} ${pathname}`)
      if (pathname === '/latest/api/token') return new Response('imds-token', { headers: imds })
      if (pathname === '/latest/meta-data/iam/security-credentials/') return new Response('node-role')
      if (pathname === '/latest/meta-data/iam/security-credentials/node-role') return container(keys('IMDS'))
      if (pathname === '/container') return container(keys('CONTAINER'))
      const form = new URLSearchParams(await request.text())
      tokens.push(form.get('WebIdentityToken') ?? '')
      const { id, secret, token, expires } = keys('WEB')
      return new Response(
        `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${expires}</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/agent/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
        { headers: { 'content-type': 'text/xml' } },
      )
    },
  })
  return {
    url: `${given.tls === undefined ? 'http' : 'https'}://127.0.0.1:${server.port}`,
    came,
    tokens,
    stop: () => server.stop(true),
  }
}

const imds = { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' }

function container({ id, secret, token, expires }: Readonly<Record<'id' | 'secret' | 'token' | 'expires', string>>) {
  return Response.json({
    Code: 'Success',
    Type: 'AWS-HMAC',
    LastUpdated: new Date().toISOString(),
    AccessKeyId: id,
    SecretAccessKey: secret,
    Token: token,
    Expiration: expires,
  })
}
