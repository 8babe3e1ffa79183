import { Refusal } from '../../../asking/refusal'

/** IAM's refusal to delete what still has policies, with what to do about it. */
export function inWords(refusal: Refusal): Refusal {
  if (refusal.code !== 'DeleteConflict') return refusal
  const { kind, code, message, requestId, encodedReason, asked } = refusal
  return new Refusal(kind, code, `${message} ${remedyOf(message)}`, requestId, encodedReason, asked)
}

function remedyOf(message: string): string {
  return /detach/.test(message)
    ? 'Policies are attached to this role: detach them, here or under Permissions, and delete it then.'
    : 'This role has inline policies: delete them, here or under Permissions, and delete it then.'
}
