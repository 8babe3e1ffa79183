import type { Association, Session, Subject } from '../../domain'

// Who used which role when: what the audit record tells of an exchange beside what AWS's does, as far as the exchange came.

type Noted = Readonly<Record<string, unknown>>

/** The pod whose token it was, once that is proved. */
export function pod({ namespace, serviceAccount, pod, node }: Subject): Noted {
  return { subject: { namespace, serviceAccount }, pod: { name: pod.name, uid: pod.uid }, nodeName: node?.name }
}

export function uses({ arn, id, roleArn, targetRoleArn }: Association): Noted {
  return { podIdentityAssociation: { associationArn: arn, associationId: id }, roleArn, targetRoleArn }
}

/** Whose session left, by the id of its key: what the pod does with it is recorded under that. */
export function given({ arn, principalId }: Session, accessKeyId: string): Noted {
  return { assumedRoleUser: { arn, assumeRoleId: principalId }, accessKeyId }
}
