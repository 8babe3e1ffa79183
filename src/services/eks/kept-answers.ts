import { createHash } from 'node:crypto'
import type { KeptAnswer, Tables } from '../../store'
import { invalid } from './faults'
import { sep } from './rows'

/** Milliseconds that a clientRequestToken stands for what was done with it. */
const life = 24 * 3_600_000

/** A request that may be sent again: the same token with the same parameters is the same request. */
export interface Repeatable {
  readonly operation: string
  /** Absent: never the same as another. */
  readonly token?: string
  /** What must be the same; JSON values, in a fixed order. */
  readonly parameters: readonly unknown[]
}

/** What the first of the same requests made, if this is not the first. Refuses a token that came with other parameters before. */
export async function madeBefore(
  tx: Pick<Tables, 'keptAnswers'>,
  request: Repeatable,
  now: number,
): Promise<string | undefined> {
  if (request.token === undefined) return undefined
  const kept = await tx.keptAnswers.get(keyOf(request, request.token))
  if (kept === undefined || now - kept.at >= life) return undefined
  if (kept.parameters !== digest(JSON.stringify(request.parameters)))
    throw invalid('The clientRequestToken was used before with other parameters.')
  return kept.result
}

/** Keeps what was made; belongs into the change that makes it. */
export async function keepAnswer(
  tx: Pick<Tables, 'keptAnswers'>,
  request: Repeatable,
  result: string,
  now: number,
): Promise<void> {
  const { operation, token, parameters } = request
  if (token === undefined) return
  const key = keyOf(request, token)
  const row: KeptAnswer = { key, operation, parameters: digest(JSON.stringify(parameters)), result, at: now }
  if (!(await tx.keptAnswers.insert(key, row))) await tx.keptAnswers.update(key, () => row)
}

/** Hashed, since a token is any text. */
function keyOf({ operation }: Repeatable, token: string): string {
  return `${operation}${sep}${digest(token)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
