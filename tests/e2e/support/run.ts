/** What a program printed, and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end; ends it when it takes longer than `seconds`. */
export async function ran(
  command: readonly string[],
  given: { readonly env?: Readonly<Record<string, string>>; readonly stdin?: string; readonly seconds?: number } = {},
): Promise<Ran> {
  const child = Bun.spawn([...command], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', NO_COLOR: '1', ...given.env },
    stdin: given.stdin === undefined ? 'ignore' : new TextEncoder().encode(given.stdin),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const late = setTimeout(() => child.kill('SIGKILL'), (given.seconds ?? 120) * 1_000)
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  clearTimeout(late)
  return { code, out, err }
}

/** What it printed; throws with its messages when it did not end well. */
export async function must(...args: Parameters<typeof ran>): Promise<string> {
  const { code, out, err } = await ran(...args)
  if (code !== 0) throw new Error(`${args[0].join(' ')} ended with code ${code}:\n${err}${out}`)
  return out
}

/** Asks again every `every` milliseconds until it answers something; throws with `what` when it did not within `seconds`. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
  every = 250,
): Promise<T> {
  const end = Date.now() + seconds * 1_000
  let last = ''
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
      last = ''
    } catch (why) {
      last = why instanceof Error ? `: ${why.message}` : ''
    }
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}${last}`)
    await Bun.sleep(every)
  }
}
