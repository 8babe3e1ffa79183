import { join } from 'node:path'
import { run, type Up } from '../up'

export const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
})

/** What a script of tests/python/walk found. */
export interface Found {
  readonly checks: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

/** Runs a script of tests/python/walk with the administrator's variables; its complaints count as ours. */
export async function walked(
  script: string,
  env: Readonly<Record<string, string>>,
  prepared: Readonly<Record<string, string>> = {},
): Promise<Found> {
  const ran = await run(['python3', join(import.meta.dir, 'walk', script)], {
    ...env,
    PYTHONDONTWRITEBYTECODE: '1',
    PODID_WALK: JSON.stringify(prepared),
  })
  if (ran.code !== 0) throw new Error(`${script} ended with code ${ran.code}:\n${ran.err}`)
  const { checks, problems } = JSON.parse(ran.out)
  return { checks, problems }
}

/** A token as kubelet projects it, of the cluster `local`. */
export async function token(up: Up, serviceAccount: string, audience: string): Promise<string> {
  const { code, out, err } = await up.run(
    ...['token', '--namespace', 'default', '--service-account', serviceAccount, '--audience', audience],
  )
  if (code !== 0) throw new Error(err)
  return out.trim()
}
