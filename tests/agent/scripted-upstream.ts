/** What the scripted EKS Auth does with a request. */
export interface Act {
  /** Milliseconds before it answers. */
  readonly after?: number
  /** What it waits for before it answers. */
  readonly gate?: Promise<unknown>
  /** Milliseconds of life of the credentials it gives; six hours unless said. */
  readonly life?: number
  /** Refuses with this. */
  readonly fault?: {
    readonly status: number
    readonly code: string
    readonly message: string
    readonly retryAfter?: number
  }
  /** Answers with this body, whatever it is. */
  readonly body?: string
  readonly status?: number
  /** Takes the connection and never answers. */
  readonly hang?: boolean
}

export interface Call {
  readonly token: string
  readonly at: number
  readonly authorization: string
}

/** An EKS Auth on loopback that does as it is told: latency, faults, throttling, wrong bodies, hang-ups. */
export interface ScriptedUpstream {
  readonly url: string
  /** Every call so far, in order. */
  readonly calls: readonly Call[]
  /** What it does from now on; by token where the function looks at it. */
  act: (token: string, nth: number) => Act
  /** Nothing listens any more; the next `up` has the same port. */
  down(): Promise<void>
  up(): void
  stop(): Promise<void>
}

export function scriptedUpstream(
  now: () => number = Date.now,
  tls?: { readonly cert: string; readonly key: string },
): ScriptedUpstream {
  const calls: Call[] = []
  const state = { act: (): Act => ({}) as Act } as { act: ScriptedUpstream['act'] }
  let server: ReturnType<typeof Bun.serve> | undefined
  let port = 0
  const up = (): void => {
    const at = { port, hostname: '127.0.0.1', idleTimeout: 0, ...(tls === undefined ? {} : { tls }) }
    server = Bun.serve({ ...at, fetch: (request) => answer(request) })
    port = server.port ?? 0
  }
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (!/^\/clusters\/[^/]+\/assume-role-for-pod-identity$/.test(pathname))
      return Response.json(
        { message: 'Unknown.' },
        { status: 404, headers: { 'x-amzn-errortype': 'UnknownOperationException' } },
      )
    const { token } = Object(await request.json())
    calls.push({ token: String(token), at: Date.now(), authorization: request.headers.get('authorization') ?? '' })
    const nth = calls.length
    const it = state.act(String(token), nth)
    if (it.hang) await new Promise(() => {})
    await it.gate
    if (it.after !== undefined) await Bun.sleep(it.after)
    const headers = new Headers({ 'x-amzn-requestid': `request-${nth}`, 'content-type': 'application/json' })
    if (it.body !== undefined) return new Response(it.body, { status: it.status ?? 200, headers })
    if (it.fault !== undefined) {
      const { status, code, message, retryAfter } = it.fault
      headers.set('x-amzn-errortype', code)
      if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
      return Response.json({ message }, { status, headers })
    }
    return Response.json(credentials(now() + (it.life ?? 6 * 3_600_000), nth), { headers })
  }
  up()
  return Object.assign(state, {
    get url() {
      return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
    },
    calls,
    up,
    async down() {
      await server?.stop(true)
      server = undefined
    },
    async stop() {
      await server?.stop(true)
    },
  })
}

/** The answer of AssumeRoleForPodIdentity, told apart by the number of its call. */
export function credentials(expiresAt: number, nth: number): unknown {
  return {
    subject: { namespace: 'default', serviceAccount: 'app' },
    audience: 'pods.eks.amazonaws.com',
    podIdentityAssociation: {
      associationArn: 'arn:aws:eks:eu-west-1:111122223333:podidentityassociation/blue/a-12345678901234567',
      associationId: 'a-12345678901234567',
    },
    assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/app/session', assumeRoleId: 'AROAEXAMPLE:session' },
    credentials: {
      accessKeyId: `ASIA${String(nth).padStart(16, '0')}`,
      secretAccessKey: `secret-${nth}`,
      sessionToken: `session-${nth}`,
      expiration: expiresAt / 1_000,
    },
  }
}
