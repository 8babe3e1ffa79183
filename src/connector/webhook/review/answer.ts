import type { Add } from '../mutation/patch'

/** The answer to a review. It has no `allowed`: whatever happens, the pod is allowed. */
export interface Answer {
  readonly patches: readonly Add[]
  /** Shown to whoever made the pod, by kubectl for one. */
  readonly warnings: readonly string[]
  /** For the API server's audit log. */
  readonly audit: Readonly<Record<string, string>>
}

/** API servers cut longer ones, and drop all when there is too much. */
const longest = 256
const most = 8

export function answerText(
  { apiVersion, uid }: { readonly apiVersion: string; readonly uid: string },
  answer: Answer,
): string {
  const { patches, warnings, audit } = answer
  const patch =
    patches.length === 0
      ? {}
      : { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patches)).toString('base64') }
  return JSON.stringify({
    apiVersion,
    kind: 'AdmissionReview',
    response: {
      uid,
      allowed: true,
      ...patch,
      ...(warnings.length === 0 ? {} : { warnings: warnings.slice(0, most).map(short) }),
      auditAnnotations: audit,
    },
  })
}

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
