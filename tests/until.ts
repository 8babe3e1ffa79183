/** Waits until it is so: for the event, however long a loaded machine takes, and not for a time. */
export async function until(what: string, ask: () => unknown, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; !(await ask()); await Bun.sleep(5))
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
}
