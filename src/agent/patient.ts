import { type GetCredentials, Unreachable } from './credentials'

/** Answers an asker within its patience (milliseconds); the question goes on behind, so that the next asker finds its answer. */
export function patient(ask: GetCredentials, patience: number): GetCredentials {
  return (pod) => {
    const asking = ask(pod)
    asking.catch(() => {})
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Unreachable('EKS Auth has not answered yet; ask again.')), patience)
    })
    return Promise.race([asking, tooLate]).finally(() => clearTimeout(timer))
  }
}
