import { z } from 'zod/mini'

/** What is being said of an association, as it stands in the form. */
export interface Draft {
  readonly namespace: string
  readonly serviceAccount: string
  readonly roleArn: string
  /** '' for none. */
  readonly targetRoleArn: string
  readonly sessionTags: boolean
  /** '' for none. */
  readonly policy: string
  readonly tags: readonly { readonly key: string; readonly value: string }[]
}

export type Field = keyof Draft
export type Faults = Readonly<Partial<Record<Field, string>>>

export const emptyDraft: Draft = {
  namespace: '',
  serviceAccount: '',
  roleArn: '',
  targetRoleArn: '',
  sessionTags: true,
  policy: '',
  tags: [],
}

const form = z.object({
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
  targetRoleArn: z.string(),
  sessionTags: z.boolean(),
  policy: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
})

/** A draft that was kept as text; undefined where it is none. */
export function draftOf(kept: unknown): Draft | undefined {
  const read = form.safeParse(kept)
  return read.success ? read.data : undefined
}

export function sameDraft(left: Draft, right: Draft): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** A session policy needs sessions without tags (aws-api.md §1.2), so where there is one, there are none. */
export function tagsSessions({ sessionTags, policy }: Draft): boolean {
  return sessionTags && policy === ''
}
