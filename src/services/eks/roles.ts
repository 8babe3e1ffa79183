import { parseArn, roleNameOf } from '../../domain'
import { trustFits } from '../../policy'
import type { Tables } from '../../store'
import { Fault } from '../fault'
import type { Parts } from '../operation'
import type { Here } from './arns'
import { invalid } from './faults'

/** The service that assumes the roles of associations. */
export const pods = 'pods.eks.amazonaws.com'

/** Only a role of this account may be handed to EKS, and only by those who may pass it. Throws in AWS's words. */
export async function mayPass(roleArn: string, { account, demand }: Pick<Parts, 'account' | 'demand'>): Promise<void> {
  if (parseArn(roleArn)?.account !== account)
    throw new Fault('AccessDeniedException', 'Cross-account pass role is not allowed.')
  await demand({ action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': pods } })
}

/** The role exists and its trust policy, conditions left aside, lets EKS assume it and tag the session. */
export async function fitForPods(tx: Pick<Tables, 'roles'>, roleArn: string): Promise<void> {
  const name = roleNameOf(roleArn)
  const role = name === undefined ? undefined : await tx.roles.get(name.toLowerCase())
  if (role?.arn !== roleArn) throw invalid('Role provided in the request does not exist')
  if (!trustFits(role.trust, pods, ['sts:AssumeRole', 'sts:TagSession'])) {
    throw invalid(
      'Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
    )
  }
}

/** A target role may be of another account, so only the form of its ARN can be checked. */
export function acceptableTarget(targetRoleArn: string | undefined, { partition }: Pick<Here, 'partition'>): void {
  if (targetRoleArn === undefined) return
  const arn = parseArn(targetRoleArn)
  const fits = arn?.partition === partition && arn.region === '' && /^\d{12}$/.test(arn.account)
  if (!fits || !isRoleName(roleNameOf(targetRoleArn)) || targetRoleArn.length > 2048)
    throw invalid('The parameter targetRoleArn is not the ARN of an IAM role.')
}

function isRoleName(name: string | undefined): boolean {
  return name !== undefined && /^[\w+=,.@-]{1,64}$/.test(name)
}
