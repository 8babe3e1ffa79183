/** issuer: Which tokens do we sign? Keys and pod tokens of clusters whose issuer is built in. */
// To come (signatures' builder):
//   createSigningKey(): Promise<{ kid: string; publicJwk: Record<string, unknown>; privateJwk: Record<string, unknown> }>   RS256 2048
//   signPodToken(privateJwk, kid, claims: { issuer: string; audience: string; namespace; serviceAccount; serviceAccountUid; pod?: { name; uid }; node?: { name; uid };
//       issuedAt: number (ms); expiresAt: number; unique: string }): string     exactly Kubernetes' claims and order
