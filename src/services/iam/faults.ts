import { Fault } from '../fault'

// IAM's refusals that more than one operation can give, in AWS's words.

export function noSuch(message: string): Fault {
  return new Fault('NoSuchEntity', message)
}

export function exists(message: string): Fault {
  return new Fault('EntityAlreadyExists', message)
}

export function conflict(message: string): Fault {
  return new Fault('DeleteConflict', message)
}

export function invalid(message: string): Fault {
  return new Fault('InvalidInput', message)
}

export function malformed(message: string): Fault {
  return new Fault('MalformedPolicyDocument', message)
}

export function notValid(message: string): Fault {
  return new Fault('ValidationError', message)
}

export function overLimit(message: string): Fault {
  return new Fault('LimitExceeded', message)
}

/** `quota` as AWS names it in the message, such as `PoliciesPerRole`. */
export function overQuota(quota: string, limit: number): Fault {
  return overLimit(`Cannot exceed quota for ${quota}: ${limit}`)
}

/** What registration of a cluster made goes with the cluster, and changes with it only. */
export function ofACluster(what: 'role' | 'provider', name: string): Fault {
  return new Fault(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected ${what} '${name}' - this ${what} is only modifiable by podid`,
  )
}
