/** The service accounts of the bench, all of which have an association. */
export const associations = 5_000

export function account(n: number): { readonly namespace: string; readonly serviceAccount: string } {
  return { namespace: `ns-${n % 50}`, serviceAccount: `app-${n}` }
}

/** Reviews as an API server sends them, of pods of 6 kB, as whole HTTP requests. */
export function admissions(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => {
    const { namespace, serviceAccount } = account(Math.floor((n * associations) / count))
    const body = JSON.stringify(review(namespace, serviceAccount, crypto.randomUUID()))
    return `POST /mutate?timeout=5s HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  })
}

function review(namespace: string, serviceAccountName: string, uid: string): unknown {
  const resource = { group: '', version: 'v1', resource: 'pods' }
  const kind = { group: '', version: 'v1', kind: 'Pod' }
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      ...{ uid, kind, resource, requestKind: kind, requestResource: resource, namespace, operation: 'CREATE' },
      userInfo: {
        username: 'system:serviceaccount:kube-system:replicaset-controller',
        groups: ['system:serviceaccounts', 'system:authenticated'],
      },
      object: pod(namespace, serviceAccountName),
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
    },
  }
}

/** Three containers, managed fields and all, about 6 kB as JSON. */
function pod(namespace: string, serviceAccountName: string): unknown {
  const containers = ['app', 'proxy', 'metrics'].map((name) => ({
    name,
    image: `registry.example/team/${name}:1.2.3`,
    ports: [{ containerPort: 8_080, protocol: 'TCP' }],
    env: Array.from({ length: 12 }, (_, n) => ({ name: `SETTING_${n}`, value: `value-of-${name}-${n}` })),
    resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'kube-api-access-x7k2p', readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    livenessProbe: { httpGet: { path: '/healthz', port: 8_080, scheme: 'HTTP' }, timeoutSeconds: 1, periodSeconds: 10 },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
  }))
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'app-7c9d', uid: crypto.randomUUID() }
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      generateName: 'app-7c9d-',
      namespace,
      labels: { app: 'app', 'pod-template-hash': '7c9d', 'app.kubernetes.io/part-of': 'bench' },
      annotations: { 'example.com/config-hash': 'f'.repeat(64) },
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      managedFields: [{ manager: 'kube-controller-manager', operation: 'Update', fieldsV1: fields(60) }],
    },
    spec: {
      volumes: [{ name: 'data', emptyDir: {} }],
      containers,
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      serviceAccountName,
      serviceAccount: serviceAccountName,
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    },
    status: {},
  }
}

function fields(count: number): unknown {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`f:field-${n}`, { 'f:x': {} }]))
}
