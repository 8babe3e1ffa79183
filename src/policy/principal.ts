import type { WrittenStatement } from './document'
import type { Principal } from './question'

/**
 * How a resource policy names a caller. `own`: the very session or user, or everyone: not limited by boundary or session policy;
 * `named`: its role, still limited by them; `account`: only its account, whose own policies then decide.
 */
export type Named = 'own' | 'named' | 'account' | 'not'

type Principals = NonNullable<WrittenStatement['principals']>

/**
 * Whether a Principal element names the caller, or a NotPrincipal element does not leave the caller out. A Deny with NotPrincipal spares
 * nobody who has a permissions boundary, whatever it lists: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function namedBy(principals: Principals, effect: 'Allow' | 'Deny', who: Principal, bounded: boolean): Named {
  if (!principals.not) return names(principals, effect, who)
  const leftOut = effect === 'Deny' ? !bounded && exceptsAll(principals, who) : names(principals, 'Deny', who) !== 'not'
  return leftOut ? 'not' : 'named'
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function names({ written }: Principals, effect: 'Allow' | 'Deny', who: Principal): Named {
  if (written === '*') return 'own'
  let best: Named = 'not'
  for (const value of written.get('AWS') ?? []) best = stronger(best, byAws(value, who))
  if (who.kind === 'service' && isListed(written.get('Service'), effect, who.arn)) return 'own'
  if (who.kind === 'federated' && isListed(written.get('Federated'), effect, who.arn)) return 'own'
  return best
}

/** AWS knows no `*` for services or providers: it gives nothing, and may still deny. */
function isListed(values: readonly string[] | undefined, effect: 'Allow' | 'Deny', name: string): boolean {
  return values !== undefined && (values.includes(name) || (effect === 'Deny' && values.includes('*')))
}

function byAws(value: string, who: Principal): Named {
  if (value === '*') return 'own'
  if (who.account === '') return 'not'
  if (isOwn(value, who)) return 'own'
  if (isRole(value, who)) return 'named'
  return accountOf(value) === who.account ? 'account' : 'not'
}

function isOwn(value: string, { kind, arn, ids }: Principal): boolean {
  return kind !== 'account' && (value === arn || (ids.includes(value) && (kind !== 'session' || value.includes(':'))))
}

function isRole(value: string, { kind, roleArn, ids }: Principal): boolean {
  return value === roleArn || (kind === 'session' && ids.includes(value) && !value.includes(':'))
}

/**
 * A Deny spares only whose every identity is listed: the session, its role and the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function exceptsAll(principals: Principals, who: Principal): boolean {
  const { written } = principals
  if (written === '*') return true
  const listed = written.get('AWS') ?? []
  if (listed.includes('*')) return true
  if (who.account === '') return names(principals, 'Allow', who) !== 'not'
  return (
    listed.some((value) => accountOf(value) === who.account) &&
    (who.kind === 'account' || listed.some((value) => isOwn(value, who))) &&
    (who.roleArn === undefined || listed.some((value) => isRole(value, who)))
  )
}

/** The account, when the value names just one: `111122223333` or `arn:aws:iam::111122223333:root`. */
export function accountOf(value: string): string | undefined {
  return /^(\d{12})$/.exec(value)?.[1] ?? /^arn:[\w-]+:iam::(\d{12}):root$/.exec(value)?.[1]
}

const order: readonly Named[] = ['not', 'account', 'named', 'own']

export function stronger(left: Named, right: Named): Named {
  return order.indexOf(left) >= order.indexOf(right) ? left : right
}
