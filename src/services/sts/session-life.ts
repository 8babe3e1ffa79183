import type { Role } from '../../domain'
import { notValid } from './faults'

/** Seconds: a session made with a role's session lives an hour at most. */
const chainedLimit = 3_600
const byDefault = 3_600

/** Milliseconds a role's session lives. */
export function sessionLife(role: Role, asked: number | undefined, chained: boolean): number {
  if (chained && asked !== undefined && asked > chainedLimit)
    throw notValid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.')
  if (asked !== undefined && asked > role.maxSessionDuration)
    throw notValid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  return (asked ?? byDefault) * 1000
}
