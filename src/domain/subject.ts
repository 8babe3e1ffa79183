/** Which pod speaks: the claims of a projected service-account token, proved. */
export interface Subject {
  readonly namespace: string
  readonly serviceAccount: string
  readonly serviceAccountUid: string
  readonly pod: { readonly name: string; readonly uid: string }
  /** Absent in tokens of Kubernetes before 1.30. */
  readonly node?: { readonly name: string; readonly uid: string }
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
