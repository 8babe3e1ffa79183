import { type Addon, type Association, associationKey } from '../../domain'
import type { Tables } from '../../store'
import type { Need, Parts } from '../operation'
import { maybeList, structure, text } from '../said'
import { type KnownAddon, serviceAccountsOf } from './addon-catalogue'
import { acceptableServiceAccount } from './association-checks'
import { removeAssociation } from './associations'
import { invalid } from './faults'
import { type Birth, birth, makeAssociation } from './new-association'
import { fitForPods, mayPass } from './roles'
import { associationsOwnedBy } from './rows'

/** An association as an add-on's input has it; its namespace is the add-on's. */
export interface OwnAssociation {
  readonly serviceAccount: string
  readonly roleArn: string
}

export function ownAssociations(value: unknown): readonly OwnAssociation[] | undefined {
  return maybeList(value)?.map((it) => {
    const { serviceAccount, roleArn } = structure(it)
    return { serviceAccount: text(serviceAccount), roleArn: text(roleArn) }
  })
}

/** Refuses service accounts that the add-on has not, or has twice, and roles that the caller may not pass. */
export async function acceptableOwn(
  addon: KnownAddon,
  version: string,
  wanted: readonly OwnAssociation[],
  parts: Pick<Parts, 'account' | 'demand'>,
): Promise<void> {
  const members = { addonName: addon.name }
  const names = wanted.map(({ serviceAccount }) => serviceAccount)
  const there = serviceAccountsOf(addon, version)
  if (names.length > 0 && there.length === 0)
    throw invalid(`Pod Identity feature is not supported for addon version: ${version}`, members)
  for (const name of names) {
    acceptableServiceAccount(name)
    if (!there.some((it) => it.name === name))
      throw invalid(
        `Service account ${name} in pod identity configuration is not supported for addon ${addon.name}`,
        members,
      )
  }
  if (new Set(names).size !== names.length)
    throw invalid('A service account occurs twice in the pod identity configuration.', members)
  for (const { roleArn } of wanted) await mayPass(roleArn, parts)
}

/** Who gives an add-on associations must be permitted to make them. */
export function needForOwn(
  cluster: string,
  own: readonly OwnAssociation[] | undefined,
  tags: Need['context'],
): readonly Need[] {
  return own === undefined || own.length === 0
    ? []
    : [{ action: 'eks:CreatePodIdentityAssociation', resource: `cluster/${cluster}`, context: tags }]
}

type Rows = Pick<Tables, 'associations' | 'clusters' | 'roles'>

/**
 * Makes the add-on own these associations and no others. Those that stay keep their ids; a service account's association of another owner
 * is refused.
 */
export async function giveOwn(
  tx: Rows,
  addon: Addon,
  wanted: readonly OwnAssociation[],
  births: readonly Birth[],
  parts: Parts,
): Promise<void> {
  const { cluster, namespace, arn } = addon
  const owned = await associationsOwnedBy(tx, addon)
  for (const it of owned)
    if (!wanted.some(({ serviceAccount }) => serviceAccount === it.serviceAccount)) await removeAssociation(tx, it)
  for (const [at, it] of wanted.entries()) {
    const there = owned.find(({ serviceAccount }) => serviceAccount === it.serviceAccount)
    const born = births[at] ?? birth(parts)
    if (there === undefined) {
      const rest = { disableSessionTags: false, ownerArn: arn, tags: {} }
      await makeAssociation(tx, { cluster, namespace, ...it, ...rest }, born, parts)
    } else await changeRole(tx, there, it.roleArn, born.at)
  }
}

async function changeRole(tx: Rows, there: Association, roleArn: string, modifiedAt: number): Promise<void> {
  if (there.roleArn === roleArn) return
  await fitForPods(tx, roleArn)
  const key = associationKey(there.cluster, there.namespace, there.serviceAccount)
  await tx.associations.update(key, (row) => ({ ...row, roleArn, modifiedAt }))
}
