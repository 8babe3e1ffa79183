import type { Client } from '../client'
import type { AddonState, WantedAddon } from './addons'
import type { Standing } from './installed/backend'
import { words } from './watch-cluster'

/**
 * Tells the control plane how add-ons stand: when that is another than it was told, or than it believes. What could not be told is told when
 * the add-on is looked at again.
 */
export function stateTeller(given: {
  readonly client: Pick<Client, 'call'>
  readonly clusterName: string
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  /** For what is no trouble. */
  readonly note: (message: string, facts: Readonly<Record<string, unknown>>) => void
}): (addon: WantedAddon, standing: Standing) => Promise<void> {
  const told = new Map<string, string>()
  let turn = Promise.resolve()

  const tell = async (addon: WantedAddon, { status, issues }: AddonState): Promise<void> => {
    const { name: addonName, updateId } = addon
    const text = JSON.stringify([status, issues, updateId])
    // A failure is named by the control plane after what was going on: that it says another word is no difference.
    if (told.get(addonName) === text) return
    if (status === addon.status && issues.length === 0 && updateId === '') {
      told.set(addonName, text)
      return
    }
    try {
      const { clusterName } = given
      const said = { clusterName, addonName, status, issues, updateId }
      await given.client.call('podid', 'PutAddonState', said, { signal: AbortSignal.timeout(10_000) })
      if (status === 'DELETED') told.delete(addonName)
      else told.set(addonName, text)
      given.note('the state of an add-on was told', { addon: addonName, status, why: issues[0]?.message })
    } catch (why) {
      given.log('the state of an add-on could not be told', { addon: addonName, why: words(why) })
    }
  }
  return (addon, standing) => {
    if (standing === undefined) return Promise.resolve()
    turn = turn.then(() => tell(addon, standing))
    return turn
  }
}
