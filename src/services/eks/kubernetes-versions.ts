/** A minor version of Kubernetes, with the dates of its project: https://kubernetes.io/releases/patch-releases/ */
export interface KubernetesVersion {
  readonly name: string
  readonly released: string
  /** Its last patch release. */
  readonly ended: string
}

/** Those that podid is made for, the newest first. All have projected tokens that are bound to a pod. */
export const kubernetesVersions: readonly KubernetesVersion[] = [
  { name: '1.35', released: '2025-12-17', ended: '2027-02-28' },
  { name: '1.34', released: '2025-08-27', ended: '2026-10-27' },
  { name: '1.33', released: '2025-04-23', ended: '2026-06-28' },
  { name: '1.32', released: '2024-12-11', ended: '2026-02-28' },
  { name: '1.31', released: '2024-08-13', ended: '2025-10-28' },
  { name: '1.30', released: '2024-04-17', ended: '2025-06-28' },
]

/** Whether its project still mends it: nobody extends that here. */
export function isSupported({ ended }: KubernetesVersion, now: number): boolean {
  return now < Date.parse(ended)
}
