import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the program printed with these two variables of a pod set, or why it failed. */
export async function asked(command: readonly string[], uri: string, token: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'podid-matrix-'))
  writeFileSync(join(home, 'token'), token)
  try {
    const child = Bun.spawn([...command], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: home,
        AWS_REGION: 'eu-west-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: uri,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(home, 'token'),
      },
      cwd: home,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
    })
    const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
    return (await child.exited) === 0 ? out.trim() : `failed: ${out}${err}`
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
