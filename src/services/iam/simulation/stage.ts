import type { Context, Grants, Principal } from '../../../policy'

/** What every question of a simulation has in common. */
export interface Stage {
  /** Each policy's source is what AWS calls it: `PolicyInputList.1`, `ResourcePolicy`, `role_NAME_POLICY`. */
  readonly grants: Grants
  readonly caller: Principal
  /** Twelve digits: who owns what does not say it in its ARN. */
  readonly owner: string
  readonly context: Context
}
