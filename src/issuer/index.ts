/** issuer: Which tokens do we sign? Keys and pod tokens of clusters whose issuer is built in. */
export { type PodTokenClaims, signPodToken } from './sign-pod-token'
export { createSigningKey, type NewSigningKey } from './signing-key'
