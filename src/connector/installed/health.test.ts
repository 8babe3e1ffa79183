import { describe, expect, test } from 'bun:test'
import type { KubeObject } from '../../kubernetes'
import { healthOf } from './health'

const set = (status: Readonly<Record<string, unknown>>, generation = 2): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'podid-agent', generation },
  spec: { template: { metadata: { annotations: { 'podid.dev/template': 'new' } } } },
  status,
})
const rolledOut = { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 }
const coming = { ...rolledOut, numberAvailable: 1, numberUnavailable: 1 }
const pod = (
  status: Readonly<Record<string, unknown>>,
  template = 'new',
  more: Readonly<Record<string, unknown>> = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'agent-x', annotations: { 'podid.dev/template': template }, ...more },
  spec: { nodeName: 'n1' },
  status,
})
const container = (it: Readonly<Record<string, unknown>>) => ({
  containerStatuses: [{ name: 'agent', image: 'reg/podid:1', ...it }],
})
const waits = (reason: string, message?: string) => container({ state: { waiting: { reason, message } } })
const ended = (exitCode: number, message?: string, reason = 'Error') => ({
  lastState: { terminated: { exitCode, message, reason } },
})
const said = (...pods: readonly KubeObject[]): readonly string[] => {
  const health = healthOf(set(coming), pods)
  return health.fares === 'badly' ? health.issues.map(({ message }) => message) : [health.fares]
}

describe('how a DaemonSet fares', () => {
  test('well, when every node has its newest pod; also when there are no nodes', () => {
    expect(healthOf(set(rolledOut), [])).toEqual({ fares: 'well' })
    expect(healthOf(set({ observedGeneration: 2 }), [])).toEqual({ fares: 'well' })
  })

  test.each([
    [{ ...rolledOut, observedGeneration: 1 }],
    [{ ...rolledOut, updatedNumberScheduled: 1 }],
    [{ ...rolledOut, numberAvailable: 1 }],
    [{ ...rolledOut, numberUnavailable: 1 }],
    [{}],
  ])('on its way with %j', (status) => {
    expect(healthOf(set(status), []).fares).toBe('coming')
  })

  test('badly, when an image cannot be had', () => {
    for (const reason of ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'])
      expect(said(pod(waits(reason, 'no such host')))[0]).toStartWith(
        'The pod agent-x on the node n1 cannot get the image reg/podid:1: no such host. Bring the image to the nodes',
      )
  })

  test('badly, when a container ends again and again: with the last line of its log', () => {
    const log = '{"level":"info","msg":"starting"}\n{"level":"error","msg":"port 80 is taken"}\n'
    const looping = container({ ...ended(1, log), state: { waiting: { reason: 'CrashLoopBackOff' } } })
    expect(said(pod(looping))).toEqual([
      'The pod agent-x on the node n1 starts its container agent again and again: it ends with code 1: port 80 is taken',
    ])
    expect(said(pod(container({ ...ended(2, 'plain words\n\n'), restartCount: 3 })))).toEqual([
      'The pod agent-x on the node n1 starts its container agent again and again: it ends with code 2: plain words',
    ])
    expect(said(pod(container({ ...ended(137, '', 'OOMKilled'), restartCount: 3 })))[0]).toContain(
      'it needed more memory than its limit',
    )
    // An init container counts, too; one that ended once, or runs again, does not.
    const init = { initContainerStatuses: [{ name: 'initialize', ...ended(1, 'no NET_ADMIN'), restartCount: 4 }] }
    expect(said(pod(init))[0]).toContain('container initialize again and again: it ends with code 1: no NET_ADMIN')
    expect(said(pod(container({ ...ended(1), restartCount: 1 })))).toEqual(['coming'])
    expect(said(pod(container({ ...ended(1), restartCount: 9, ready: true })))).toEqual(['coming'])
  })

  test('badly, when a pod cannot be scheduled, or cannot be started', () => {
    const conditions = [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes: Insufficient memory.' },
    ]
    expect(said(pod({ conditions }))).toEqual([
      'The pod agent-x on the node n1 cannot be scheduled: 0/1 nodes: Insufficient memory.',
    ])
    expect(said(pod(waits('CreateContainerConfigError', 'configmap not found')))[0]).toContain(
      'cannot start its container agent: configmap not found',
    )
    expect(said(pod({ phase: 'Failed', reason: 'Evicted', message: 'disk pressure' }))[0]).toContain(
      'failed: disk pressure',
    )
  })

  test('what a former template or a pod on its way out suffers from is no news', () => {
    const bad = waits('ImagePullBackOff')
    expect(said(pod(bad, 'old'))).toEqual(['coming'])
    expect(said(pod(bad, 'new', { deletionTimestamp: '2026-01-01T00:00:00Z' }))).toEqual(['coming'])
  })

  test('what is wrong everywhere is said a few times only, and never at length', () => {
    const pods = Array.from({ length: 200 }, () => pod(waits('ImagePullBackOff', 'x'.repeat(5_000))))
    const messages = said(...pods)
    expect(messages).toHaveLength(4)
    expect(messages[3]).toBe('197 more pods fare likewise.')
    expect(Math.max(...messages.map((it) => it.length))).toBeLessThanOrEqual(1_000)
  })
})
