import { join } from 'node:path'
import { run, type Up } from '../up'

/** What a part of a script of tests/python/walk found. */
export interface Found {
  readonly checks: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

/** Runs a script of tests/python/walk with the administrator's variables. */
export async function walked(
  script: string,
  env: Readonly<Record<string, string>>,
  prepared: Readonly<Record<string, string>> = {},
): Promise<(part: string) => Found> {
  const { code, out, err } = await run(['python3', join(import.meta.dir, 'walk', script)], {
    ...env,
    PYTHONDONTWRITEBYTECODE: '1',
    PODID_WALK: JSON.stringify(prepared),
  })
  if (code !== 0) throw new Error(`${script} ended with code ${code}:\n${err}`)
  const parts = JSON.parse(out)
  return (part) => {
    if (!(part in parts)) throw new Error(`${script} has no part ${part}.`)
    return parts[part]
  }
}

/** A token as kubelet projects it, of the cluster `local`. */
export async function token(up: Up, serviceAccount: string, audience: string): Promise<string> {
  const { code, out, err } = await up.run(
    ...['token', '--namespace', 'default', '--service-account', serviceAccount, '--audience', audience],
  )
  if (code !== 0) throw new Error(err)
  return out.trim()
}
