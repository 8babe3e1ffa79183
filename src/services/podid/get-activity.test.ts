import { describe, expect, test } from 'bun:test'
import { trailWorld } from '../cloudtrail/cloudtrail.test-support'
import type { Said } from '../operation'
import { counted } from './counted-exchanges'
import { getActivity } from './get-activity'

const minute = 60_000
const hour = 60 * minute
const noon = Date.UTC(2026, 3, 1, 12)
const at = (moment: number) => new Date(moment)
const cluster = (name: string) => [
  { type: 'AWS::EKS::Cluster', name: `arn:aws:eks:eu-central-1:111122223333:cluster/${name}` },
]

async function scene() {
  const trail = trailWorld()
  const errorCode = 'AccessDenied'
  const exchanges = [
    { at: noon - 2 * hour },
    { at: noon - hour },
    { at: noon - 1, resources: cluster('green') },
    { at: noon - 1, errorCode },
    { at: noon - 30 * minute, errorCode, resources: cluster('green') },
  ]
  for (const it of exchanges) await trail.exchange(it)
  // Others of the same cluster and time, refused or not, are no exchanges.
  for (const more of [{}, { errorCode }])
    await trail.record({ eventName: 'DescribeCluster', resources: cluster('blue'), at: noon - 1, ...more })
  trail.clock.now = noon
  return { trail, activity: (said: Said = {}) => trail.call(getActivity, said) }
}
const told = ({ periods }: Said) =>
  (periods as { startTime: Date; exchanges: number; refusals: number }[]).map((it) => [
    it.startTime.getTime(),
    it.exchanges,
    it.refusals,
  ])

describe('GetActivity', () => {
  test('counts exchanges and refusals in each period, of all clusters or one', async () => {
    const { activity } = await scene()
    const times = { startTime: at(noon - 3 * hour), endTime: at(noon) }
    const all = await activity(times)
    expect(told(all)).toEqual([
      [noon - 3 * hour, 0, 0],
      [noon - 2 * hour, 1, 0],
      [noon - hour, 2, 2],
    ])
    expect(all).toMatchObject({ periodSeconds: 3_600, complete: true, countedSince: at(noon - 3 * hour) })
    expect(told(await activity({ ...times, clusterName: 'green' }))).toEqual([
      [noon - 3 * hour, 0, 0],
      [noon - 2 * hour, 0, 0],
      [noon - hour, 1, 1],
    ])
    expect(told(await activity({ ...times, clusterName: 'blue' })).at(-1)).toEqual([noon - hour, 1, 1])
    expect(told(await activity({ ...times, clusterName: 'blu' })).at(-1)).toEqual([noon - hour, 0, 0])
  })

  test('of the last day, unless told otherwise; in whole periods', async () => {
    const { activity } = await scene()
    const day = told(await activity())
    expect([day.length, day[0]?.[0], day.at(-1)?.[0]]).toEqual([24, noon - 24 * hour, noon - hour])
    const said = { startTime: at(noon - hour - 1), endTime: at(noon - hour + 1), periodSeconds: 60 }
    expect(told(await activity(said))).toEqual([
      [noon - hour - minute, 0, 0],
      [noon - hour, 1, 0],
    ])
  })

  test('counts so many records and no more: the newest, and says since when', async () => {
    const { trail } = await scene()
    const periods = [0, 1, 2].map((n) => ({ from: noon - (n + 1) * hour, to: noon - n * hour }))
    const counts = async (bound: number) => (await counted(trail.store, undefined, periods, bound)).length
    expect([await counts(3), await counts(4), await counts(5)]).toEqual([0, 1, 3])
  })

  test('refuses what makes no sense', async () => {
    const { trail } = await scene()
    const refused = (said: Said) => trail.refusal(getActivity, said)
    expect(await refused({ startTime: at(noon), endTime: at(noon) })).toContain('startTime must be before endTime')
    expect(await refused({ periodSeconds: 90 })).toContain('multiple of 60')
    expect(await refused({ startTime: at(noon - 301 * minute), endTime: at(noon), periodSeconds: 60 })).toContain(
      'more than 300 periods',
    )
  })

  test('whoever may see one cluster’s must name it', async () => {
    const { trail } = await scene()
    const Resource = 'arn:aws:eks:eu-central-1:111122223333:cluster/blue'
    const ann = await trail.user('ann', { Effect: 'Allow', Action: 'podid:GetActivity', Resource })
    await trail.call(getActivity, { clusterName: 'blue' }, ann)
    for (const said of [{}, { clusterName: 'green' }])
      expect(await trail.refusal(getActivity, said, ann)).toContain('is not authorized to perform: podid:GetActivity')
  })
})
