import { connectorSilence } from '../../../src/domain'

/** Whether a connector that was heard then counts as gone by now. */
export function isSilent(heardAt: Date, now: number): boolean {
  return now - heardAt.getTime() > connectorSilence
}
