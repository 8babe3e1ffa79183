import type { Identity } from '../../domain'
import type { Tables } from '../../store'
import { detach, usesBy } from './attachments'
import { conflict } from './faults'
import { type Kind, nameKey } from './identities'

/** Takes a role or user away; refused while it has policies. Its permissions boundary goes with it. */
export async function takeAway<Row extends Identity>(kind: Kind<Row>, tx: Tables, row: Row): Promise<void> {
  if (row.attached.length > 0) throw conflict('Cannot delete entity, must detach all policies first.')
  if (row.inline.length > 0) throw conflict('Cannot delete entity, must delete policies first.')
  for (const [arn, use] of usesBy(kind.word, row)) await detach(tx, arn, use, row)
  await kind.rows(tx).remove(nameKey(row.name))
}
