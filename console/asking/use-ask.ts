import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { InputOf, OperationOf, OutputOf, Service } from './answers'
import { ask } from './ask'
import { Refusal } from './refusal'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What a server refused, it refuses again; what did not reach it may do so the next time.
      retry: (count, error) => count < 2 && error instanceof Refusal && error.kind === 'unreachable',
      refetchOnWindowFocus: true,
    },
  },
})

export interface AskOptions<Out = unknown> {
  /** Milliseconds until it is asked again, which may depend on what was answered: for what changes by itself. */
  readonly every?: number | ((answer: Out | undefined) => number)
  /** Not before this is true. */
  readonly when?: boolean
  /** Shows the former answer until the new one is here: for tables that turn their pages. */
  readonly keep?: boolean
}

/** An answer that is remembered, asked anew when it is old, and shared by all who ask the same. */
export function useAsk<S extends Service, O extends OperationOf<S>>(
  service: S,
  operation: O,
  input: InputOf<S, O>,
  { every, when = true, keep = false }: AskOptions<OutputOf<S, O>> = {},
): UseQueryResult<OutputOf<S, O>, Refusal> {
  return useQuery<OutputOf<S, O>, Refusal>({
    queryKey: [service, operation, input],
    queryFn: ({ signal }) => ask(service, operation, input, signal),
    refetchInterval: typeof every === 'function' ? ({ state }) => every(state.data) : every,
    enabled: when,
    placeholderData: keep ? keepPreviousData : undefined,
  })
}

/** A change: what was remembered of these operations (all of them, where none is named) is asked anew when it is done. */
export function useChange<In, Out>(
  change: (input: In) => Promise<Out>,
  touches: readonly `${Service}:${string}`[] = [],
): UseMutationResult<Out, Refusal, In> {
  const cache = useQueryClient()
  return useMutation<Out, Refusal, In>({
    mutationFn: change,
    async onSettled() {
      await cache.invalidateQueries({
        predicate: ({ queryKey: [service, operation] }) =>
          touches.length === 0 || touches.some((it) => it === `${service}:${operation}`),
      })
    },
  })
}
