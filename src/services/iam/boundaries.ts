import type { Identity } from '../../domain'
import type { Tables } from '../../store'
import type { Answer } from '../operation'
import { attach, detach } from './attachments'
import { noSuch } from './faults'
import { boundaryOf, changeable, type Kind, onOne, put } from './identities'
import { policyArn, policyByArn } from './managed-policies'

// Permissions boundaries of roles and users: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html

export function putBoundary<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Put${kind.title}PermissionsBoundary`,
    more: (said) => policyArn(said.PermissionsBoundary),
    conditions: (arn) => ({ 'iam:PermissionsBoundary': arn }),
    async handle(name, arn, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        await usable(tx, arn)
        if (row.boundaryArn !== undefined) await detach(tx, row.boundaryArn, `${kind.word}-boundary`, row)
        await put(kind, tx, { ...row, boundaryArn: arn })
        await attach(tx, arn, `${kind.word}-boundary`, row)
      })
      return {}
    },
  })
}

/** Taking away what is not there changes nothing. */
export function deleteBoundary<Row extends Identity>(kind: Kind<Row>) {
  return onOne(kind, {
    operation: `Delete${kind.title}PermissionsBoundary`,
    more: () => undefined,
    conditions: (_, row) => boundaryOf(row),
    async handle(name, _, { store }) {
      await store.change(async (tx) => {
        const row = await changeable(kind, tx, name)
        if (row.boundaryArn === undefined) return
        await put(kind, tx, { ...row, boundaryArn: undefined })
        await detach(tx, row.boundaryArn, `${kind.word}-boundary`, row)
      })
      return {}
    },
  })
}

/** Refuses a boundary that is no policy. */
export async function usable(tx: Tables, arn: string): Promise<void> {
  if ((await policyByArn(tx, arn)) === undefined) {
    throw noSuch(`Scope ARN: ${arn} does not exist or is not attachable.`)
  }
}

export function boundaryOnTheWire({ boundaryArn }: Identity): Answer | undefined {
  if (boundaryArn === undefined) return undefined
  // AWS answers `Policy`, whatever its model says.
  return { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundaryArn }
}
