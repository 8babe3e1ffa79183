import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Refusal, refusalOf } from '../../../asking/refusal'
import { inOrder, type Step } from './steps'

export interface StepsState {
  readonly running: boolean
  readonly done: readonly string[]
  readonly failed: { readonly what: string; readonly refusal: Refusal } | undefined
  /** Begins, or goes on behind what was done. Answers whether everything is done. */
  run(steps: readonly Step[]): Promise<boolean>
}

export function useSteps(): StepsState {
  const cache = useQueryClient()
  const [running, setRunning] = useState(false)
  const [done, setDone] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<StepsState['failed']>()
  const busy = useRef(false)
  return {
    running,
    done,
    failed,
    async run(steps) {
      if (busy.current) return false
      busy.current = true
      setRunning(true)
      setFailed(undefined)
      try {
        const outcome = await inOrder(steps, done, setDone)
        if (outcome.failed === undefined) {
          setDone([])
          return true
        }
        const { what, error } = outcome.failed
        setFailed({ what, refusal: error instanceof Refusal ? error : refusalOf(error, '', undefined) })
        return false
      } finally {
        await cache.invalidateQueries()
        busy.current = false
        setRunning(false)
      }
    },
  }
}
