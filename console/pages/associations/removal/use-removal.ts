import { useState } from 'react'
import { ask } from '../../../asking/ask'
import { Refusal } from '../../../asking/refusal'
import { useChange } from '../../../asking/use-ask'

export interface Doomed {
  readonly clusterName: string
  readonly associationId: string
  readonly namespace: string
  readonly serviceAccount: string
}

export interface Failed {
  readonly association: Doomed
  readonly why: Refusal
}

/** Deletes at once. */
const atOnce = 4

/** Deletes associations, one call each, and tells how far it is; what fails is told one by one and stops no other. */
export function useRemoval() {
  const [done, setDone] = useState(0)
  const change = useChange(
    async (all: readonly Doomed[]): Promise<readonly Failed[]> => {
      setDone(0)
      const failed: Failed[] = []
      const waiting = [...all]
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const why = await remove(next)
          if (why !== undefined) failed.push({ association: next, why })
          setDone((before) => before + 1)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      return failed
    },
    [
      'podid:SearchAssociations',
      'eks:DescribePodIdentityAssociation',
      'eks:ListPodIdentityAssociations',
      'podid:ExplainPodIdentity',
    ],
  )
  return { ...change, done }
}

/** Undefined when it is gone, also when it was gone before. */
async function remove({ clusterName, associationId }: Doomed): Promise<Refusal | undefined> {
  try {
    await ask('eks', 'DeletePodIdentityAssociation', { clusterName, associationId })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.kind === 'not found' ? undefined : error
  }
}
