import { type Api, follow, isObject, type KubeObject, kinds, pause } from '../kubernetes'
import { words } from './watch-cluster'

/**
 * Keeps the cluster's MutatingWebhookConfiguration as it should be, until `signal`: whenever the webhook wants it otherwise (its authority
 * changes), and whenever somebody else changed it. One that is gone is not made anew: that takes `podid cluster join`, since a right to make
 * one could not be bounded to this one.
 */
export async function keepWebhookObject(given: {
  readonly api: Api
  readonly name: string
  readonly wanted: () => Readonly<Record<string, unknown>>
  readonly onChange: (listener: () => void) => void
  readonly signal: AbortSignal
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
}): Promise<void> {
  const { api, name, signal } = given
  let there: KubeObject | undefined
  let looked = false
  /** What was applied, and the generation that came of it: another one is of somebody else. */
  let applied: { readonly text: string; readonly generation: unknown } | undefined
  let wake: () => void = () => {}
  given.onChange(() => wake())

  const right = async (): Promise<void> => {
    const wanted = given.wanted()
    const text = JSON.stringify(wanted)
    if (!looked || (applied?.text === text && applied.generation === there?.metadata.generation)) return
    if (there === undefined)
      throw new Error(
        `The MutatingWebhookConfiguration ${name} is gone: pods get no identity. Run "podid cluster join", which makes it anew.`,
      )
    if (!isObject(wanted)) throw new Error('The webhook wants something that is no object.')
    const it = await api.apply(wanted, { manager: 'podid-connector', force: true })
    there = it
    applied = { text, generation: it.metadata.generation }
  }

  const following = follow(
    api,
    kinds.mutatingWebhooks,
    { fields: `metadata.name=${name}` },
    {
      signal,
      keep: (it) => it,
      onSeen: (seen) => {
        looked = true
        there = seen.type === 'all' ? seen.objects[0] : seen.type === 'gone' ? undefined : seen.object
        wake()
      },
      onTrouble: (why, failures) => {
        if (failures > 2) given.log('the webhook object cannot be followed; trying again', { why: words(why) })
      },
    },
  )
  while (!signal.aborted) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    let wait = 300_000
    try {
      await right()
    } catch (why) {
      given.log('the webhook object could not be kept right; trying again', { why: words(why) })
      wait = 10_000
    }
    const over = new AbortController()
    await Promise.race([woken, pause(wait, AbortSignal.any([signal, over.signal]))])
    over.abort()
  }
  await following
}
