import { expect } from 'bun:test'
import { openStore } from './open'
import type { Store } from './tables'

// A program that writes until it is killed, and what must be true afterwards. Run by itself, `bun crash.test-support.ts STORE NAME` writes rows
// whose keys begin with NAME and prints the key of each write that was acknowledged, one a line.

const lanes = 16

if (import.meta.main) {
  const [where = '', name = ''] = process.argv.slice(2)
  const store = await openStore(where)
  await Promise.all(Array.from({ length: lanes }, (_, lane) => writeForever(store, `${name}-${lane}`)))
}

/** Single writes and changes of two rows in turn. */
async function writeForever(store: Store, name: string): Promise<void> {
  for (let n = 0; ; n += 1) {
    const key = `${name}-${n}`
    if (n % 2 === 0) await store.settings.insert(key, { value: 'single' })
    else
      await store.change(async (tx) => {
        await tx.settings.insert(key, { value: 'pair' })
        await tx.clusterKeys.insert(key, { cluster: key })
      })
    process.stdout.write(`${key}\n`)
  }
}

/** Starts such a program. */
export function writing(where: string, name: string): Bun.Subprocess<'ignore', 'pipe', 'inherit'> {
  return Bun.spawn([process.execPath, import.meta.path, where, name], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'inherit',
  })
}

/** Lets such a program write, kills it with -9 when it has acknowledged `count` writes, and answers all of those it has. */
export async function killedWhileWriting(where: string, name: string, count: number): Promise<readonly string[]> {
  const child = writing(where, name)
  const decoder = new TextDecoder()
  let said = ''
  let lines = 0
  for await (const chunk of child.stdout) {
    const text = decoder.decode(chunk, { stream: true })
    said += text
    lines += text.split('\n').length - 1
    if (lines >= count) child.kill('SIGKILL')
  }
  await child.exited
  expect(child.signalCode).toBe('SIGKILL')
  // What follows the last line break is a line cut off.
  return said.split('\n').slice(0, -1)
}

/** All that was acknowledged is there, and nothing is half there. */
export async function expectKept(store: Store, acknowledged: readonly string[]): Promise<void> {
  for (const key of acknowledged) expect({ key, is: await store.settings.get(key) }).not.toEqual({ key, is: undefined })
  const pairs = (await store.settings.list()).filter((it) => it.value === 'pair').length
  expect(await store.clusterKeys.count()).toBe(pairs)
  expect(await store.clusterKeys.count({ by: 'byCluster' })).toBe(pairs)
  await store.check()
}
