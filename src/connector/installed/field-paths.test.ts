import { expect, test } from 'bun:test'
import { withoutField } from './field-paths'

const object = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'x', labels: { 'a.b/c': '1', d: '2' } },
  spec: {
    replicas: 1,
    containers: [
      { name: 'a', image: 'one', ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { name: 'b.c', image: 'two' },
    ],
    finalizers: ['x', 'y'],
  },
}

test.each([
  ['.spec.replicas', { spec: { ...object.spec, replicas: undefined } }],
  ['.metadata.labels.d', { metadata: { name: 'x', labels: { 'a.b/c': '1' } } }],
  [
    '.spec.containers[name="a"].image',
    {
      spec: {
        ...object.spec,
        containers: [{ name: 'a', ports: object.spec.containers[0]?.ports }, object.spec.containers[1]],
      },
    },
  ],
  ['.spec.containers[name="b.c"]', { spec: { ...object.spec, containers: [object.spec.containers[0]] } }],
  [
    '.spec.containers[name="a"].ports[containerPort=80,protocol="TCP"].protocol',
    {
      spec: {
        ...object.spec,
        containers: [{ name: 'a', image: 'one', ports: [{ containerPort: 80 }] }, object.spec.containers[1]],
      },
    },
  ],
  ['.spec.finalizers[="x"]', { spec: { ...object.spec, finalizers: ['y'] } }],
])('%s is left out, and nothing else', (path, less) => {
  const expected = JSON.parse(JSON.stringify({ ...object, ...less }))
  expect(JSON.parse(JSON.stringify(withoutField(object, path)))).toEqual(expected)
})

test.each([
  '.spec.nothing',
  '.nowhere.at.all',
  '.spec.containers[name="z"].image',
  'spec',
  '.spec[',
  '',
  '.metadata.name',
  '.kind',
])('what %p names is not there, or must be: the object stays an object', (path) => {
  const left = withoutField(object, path)
  expect([left.kind, left.metadata.name]).toEqual(['DaemonSet', 'x'])
  expect(left.spec).toEqual(object.spec)
})
