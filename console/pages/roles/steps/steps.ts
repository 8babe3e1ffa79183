/** A change among several that belong together. */
export interface Step {
  /** What it does, as its own key: `detach the policy X`. */
  readonly what: string
  readonly does: () => Promise<unknown>
}

export interface Outcome {
  /** Steps that were done, by what they do. */
  readonly done: readonly string[]
  /** The step that failed, and why; the ones after it were not tried. */
  readonly failed?: { readonly what: string; readonly error: unknown }
}

/** Does the steps one after the other, but those that were done before; stops at the first that fails. */
export async function inOrder(
  steps: readonly Step[],
  before: readonly string[],
  onDone: (done: readonly string[]) => void,
): Promise<Outcome> {
  const done = [...before]
  for (const { what, does } of steps) {
    if (done.includes(what)) continue
    try {
      await does()
    } catch (error) {
      return { done, failed: { what, error } }
    }
    done.push(what)
    onDone([...done])
  }
  return { done }
}
