import type { Addon } from '@aws-sdk/client-eks'
import { useQueries } from '@tanstack/react-query'
import { ask } from '../../asking/ask'
import { Refusal } from '../../asking/refusal'

/** The roles that an add-on's own associations give, by service account; undefined until all are known. */
export function useOwnedRoles(addon: Addon | undefined): {
  readonly of: Readonly<Record<string, string>> | undefined
  readonly error: Refusal | null
} {
  const { clusterName = '', podIdentityAssociations = [] } = addon ?? {}
  const answers = useQueries({
    queries: podIdentityAssociations.map((arn) => {
      const input = { clusterName, associationId: arn.slice(arn.lastIndexOf('/') + 1) }
      return {
        queryKey: ['eks', 'DescribePodIdentityAssociation', input],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          ask('eks', 'DescribePodIdentityAssociation', input, signal),
      }
    }),
  })
  const wrong = answers.find(({ error }) => error !== null)?.error
  const associations = answers.flatMap(({ data }) => (data?.association === undefined ? [] : [data.association]))
  const whole = addon !== undefined && associations.length === answers.length
  return {
    of: whole
      ? Object.fromEntries(
          associations.map(({ serviceAccount = '', roleArn = '' }) => [serviceAccount, roleArn] as const),
        )
      : undefined,
    error: wrong instanceof Refusal ? wrong : null,
  }
}
