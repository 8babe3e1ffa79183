import type { WrittenStatement } from './document'
import type { Principal } from './question'

/**
 * How a resource policy names a caller. `own`: the very session or user, not limited by boundary or session policy; `named`: its role or
 * everyone, still limited by them; `account`: only its account, whose own policies then decide.
 */
export type Named = 'own' | 'named' | 'account' | 'not'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function namedBy({ written }: NonNullable<WrittenStatement['principals']>, who: Principal): Named {
  if (written === '*') return 'named'
  let best: Named = 'not'
  for (const value of written.get('AWS') ?? []) best = stronger(best, byAws(value, who))
  if (who.kind === 'service' && (written.get('Service') ?? []).some((value) => value === who.arn || value === '*'))
    return 'own'
  if (who.kind === 'federated' && (written.get('Federated') ?? []).some((value) => value === who.arn || value === '*'))
    return 'own'
  return best
}

function byAws(value: string, who: Principal): Named {
  if (value === '*') return 'named'
  if (who.account === '') return 'not'
  if (value === who.arn && who.kind !== 'account') return 'own'
  if (value === who.roleArn) return 'named'
  if (who.ids.includes(value)) return who.kind === 'session' && !value.includes(':') ? 'named' : 'own'
  return accountOf(value) === who.account ? 'account' : 'not'
}

/** The account, when the value names just one: `111122223333` or `arn:aws:iam::111122223333:root`. */
export function accountOf(value: string): string | undefined {
  return /^(\d{12})$/.exec(value)?.[1] ?? /^arn:[\w-]+:iam::(\d{12}):root$/.exec(value)?.[1]
}

const order: readonly Named[] = ['not', 'account', 'named', 'own']

export function stronger(left: Named, right: Named): Named {
  return order.indexOf(left) >= order.indexOf(right) ? left : right
}
