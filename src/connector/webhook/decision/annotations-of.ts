import type { Annotations, ServiceAccountsView } from '../service-accounts'

/** What is known of a service account, and whether that is sure. */
export interface Account {
  /** Undefined: there is none of that name. */
  readonly annotations: Annotations | undefined
  readonly sure: boolean
}

/** Milliseconds between looks for one that is not there yet. */
const again = 50

/**
 * Reads the service account from the API server, which knows better than the local copy what was just created or annotated; one that is
 * not there is waited for. Within the budget of milliseconds; then what the local copy says counts.
 */
export async function accountNow(
  { annotations, ask }: Pick<ServiceAccountsView, 'annotations' | 'ask'>,
  namespace: string,
  name: string,
  budget: number,
): Promise<Account> {
  const over = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Account>((resolve) => {
    timer = setTimeout(() => {
      resolve({ annotations: annotations(namespace, name), sure: false })
      over.abort()
    }, budget)
  })
  const found = async (): Promise<Account> => {
    while (!over.signal.aborted) {
      const seen = (await ask(namespace, name, over.signal)) ?? annotations(namespace, name)
      if (seen !== undefined) return { annotations: seen, sure: true }
      await Bun.sleep(again)
    }
    return late
  }
  const failed = (): Account => ({ annotations: annotations(namespace, name), sure: false })
  return Promise.race([found().catch(failed), late]).finally(() => {
    over.abort()
    clearTimeout(timer)
  })
}
