import { describe, expect, test } from 'bun:test'
import { retrying } from './postgres-retry'

const conflict = (errno: string) => Object.assign(new Error('could not serialize'), { errno })

describe('changes that meet others', () => {
  for (const errno of ['40001', '40P01'])
    test(`${errno} is done again`, async () => {
      let times = 0
      const answer = await retrying()(async () => {
        if (++times < 4) throw conflict(errno)
        return times
      })
      expect(answer).toBe(4)
    })

  test('what fails for another reason is not', async () => {
    let times = 0
    const failed = retrying()(async () => {
      times += 1
      throw conflict('23505')
    })
    await expect(failed).rejects.toThrow()
    expect(times).toBe(1)
  })

  test('it is given up some time', async () => {
    let times = 0
    const failed = retrying((_ms) => Promise.resolve())(async () => {
      times += 1
      throw conflict('40001')
    })
    await expect(failed).rejects.toThrow('could not serialize')
    expect(times).toBe(30)
  })

  test('those that have met another go one at a time', async () => {
    const again = retrying(() => Promise.resolve())
    let now = 0
    let most = 0
    const work = () => {
      let times = 0
      return again(async () => {
        if (++times === 1) throw conflict('40001')
        most = Math.max(most, ++now)
        await Bun.sleep(1)
        now -= 1
      })
    }
    await Promise.all([work(), work(), work()])
    expect(most).toBe(1)
  })
})
