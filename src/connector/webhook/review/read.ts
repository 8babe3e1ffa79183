import { isRecord } from '../mutation/pod'

/** An AdmissionReview's request, as far as it is looked at: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request */
export interface Review {
  readonly apiVersion: string
  readonly uid: string
  readonly namespace: string
  readonly dryRun: boolean
  /** It is about a pod at its birth. */
  readonly isNewPod: boolean
  readonly object: unknown
}

/** What cannot be answered at all, in words for the API server's log. */
export interface Unreadable {
  readonly unreadable: string
}

const versions = new Set(['admission.k8s.io/v1', 'admission.k8s.io/v1beta1'])

export function readReview(body: unknown): Review | Unreadable {
  if (!isRecord(body)) return { unreadable: 'the body is not a JSON object' }
  const { apiVersion, kind, request } = body
  if (kind !== 'AdmissionReview' || typeof apiVersion !== 'string' || !versions.has(apiVersion))
    return { unreadable: 'the body is not an AdmissionReview of admission.k8s.io/v1' }
  if (!isRecord(request)) return { unreadable: 'the AdmissionReview has no request' }
  const { uid, namespace, dryRun, operation, subResource, object } = request
  if (typeof uid !== 'string' || uid === '') return { unreadable: 'the request has no uid' }
  return {
    apiVersion,
    uid,
    namespace: typeof namespace === 'string' ? namespace : '',
    dryRun: dryRun === true,
    isNewPod: (operation ?? 'CREATE') === 'CREATE' && (subResource ?? '') === '' && isPods(request.resource),
    object,
  }
}

function isPods(resource: unknown): boolean {
  return !isRecord(resource) || ((resource.group ?? '') === '' && resource.resource === 'pods')
}
