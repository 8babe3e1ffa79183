import { Fault } from '../fault'
import type { Caller } from '../operation'

// STS's refusals that more than one file gives, in AWS's words (aws-api.md §3.3).

/** The same whether the role is missing, in another account or does not trust the caller: it tells nobody which roles there are. */
export function notAuthorized({ principal }: Caller, action: string, roleArn: string): Fault {
  return new Fault(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
  )
}

export function notByWebIdentity(action = 'sts:AssumeRoleWithWebIdentity'): Fault {
  return new Fault('AccessDenied', `Not authorized to perform ${action}`)
}

/** Temporary credentials where AWS takes only a user's own. */
export function notWithSession(operation: string): Fault {
  return new Fault('AccessDenied', `Cannot call ${operation} with session credentials`)
}

export function wrongParameter(message: string): Fault {
  return new Fault('InvalidParameterValue', message)
}

export function notValid(message: string): Fault {
  return new Fault('ValidationError', message)
}
