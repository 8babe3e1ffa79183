import { type Act, scriptedUpstream } from '../tests/agent/scripted-upstream'
import { jwks, token } from '../tests/agent/tokens'
import { type Candidate, startCandidate } from './agent-process'

/** The four herds that show whether one question serves many askers. */
export async function herds(candidate: Candidate): Promise<Readonly<Record<string, number>>> {
  const oops = { status: 500, code: 'InternalServerException', message: 'oops' }
  const one = { pods: 1, askers: 200 }
  return {
    ...(await herd(candidate, { ...one, name: '200 on one pod, upstream 100 ms', act: { after: 100 } })),
    ...(await herd(candidate, { ...one, name: '200 on one pod, upstream 1.2 s', act: { after: 1_200 } })),
    ...(await herd(candidate, { ...one, name: '200 on one pod, upstream fails', act: { fault: oops } })),
    ...(await herd(candidate, {
      ...{ name: '500 pods, upstream 100 ms', pods: 500, askers: 500, act: { after: 100 } },
    })),
  }
}

/** Many ask at once, of one pod or of many: how often the upstream is asked, and how long half of the askers wait. */
async function herd(
  candidate: Candidate,
  given: { readonly name: string; readonly pods: number; readonly askers: number; readonly act: Act },
): Promise<Readonly<Record<string, number>>> {
  const upstream = scriptedUpstream()
  const agent = await startCandidate(candidate, {
    endpoint: upstream.url,
    keys: await jwks(),
    warm: await token('first'),
  })
  try {
    upstream.act = () => given.act
    const shown = await Promise.all(Array.from({ length: given.pods }, (_, n) => token(`herd-${n}`)))
    const before = upstream.calls.length
    const times = await Promise.all(
      Array.from({ length: given.askers }, async (_, n) => {
        const began = performance.now()
        const headers = { host: candidate.hostHeader, authorization: shown[n % given.pods] ?? '' }
        await fetch(`http://127.0.0.1:${agent.port}/v1/credentials`, { headers }).then((it) => it.text())
        return performance.now() - began
      }),
    )
    // What was begun for them goes on behind: it counts too.
    await Bun.sleep(given.act.after === undefined && given.act.fault === undefined ? 0 : 4_000)
    times.sort((one, other) => one - other)
    return {
      [`${given.name}: calls`]: upstream.calls.length - before,
      [`${given.name}: p50, ms`]: times[Math.floor(times.length / 2)] ?? Number.NaN,
    }
  } finally {
    await agent.stop()
    await upstream.stop()
  }
}

/** All entries become due within the same second; how many of them are renewed 80 seconds later (the official agent looks once a minute). */
export async function renewals(candidate: Candidate, entries: number): Promise<Readonly<Record<string, number>>> {
  const upstream = scriptedUpstream()
  const args = ['--max-credential-retention-before-renewal', '15s', '--max-service-qps', '200']
  const agent = await startCandidate(candidate, {
    endpoint: upstream.url,
    keys: await jwks(),
    warm: await token('first'),
    args,
  })
  try {
    upstream.act = () => ({ life: 600_000 })
    const shown = await Promise.all(Array.from({ length: entries }, (_, n) => token(`due-${n}`)))
    const began = performance.now()
    for (let from = 0; from < entries; from += 50)
      await Promise.all(
        shown.slice(from, from + 50).map((authorization) =>
          fetch(`http://127.0.0.1:${agent.port}/v1/credentials`, {
            headers: { host: candidate.hostHeader, authorization },
          }).then((it) => it.text()),
        ),
      )
    const filled = upstream.calls.length
    await Bun.sleep(15_000 - (performance.now() - began) + 60_000 + 20_000)
    const renewed = new Set(upstream.calls.slice(filled).map((it) => it.token))
    return { [`${entries.toLocaleString('en')} renewals due at once: renewed after 80 s`]: renewed.size }
  } finally {
    await agent.stop()
    await upstream.stop()
  }
}
