import { afterAll, describe, test } from 'bun:test'
import { startPostgres } from '../../tests/postgres'
import { storeConformance } from './conformance'
import { postgresStore } from './postgres'

const postgres = await startPostgres()
if ('skipped' in postgres) {
  process.stderr.write(`\n*** SKIPPED: the store over PostgreSQL: ${postgres.skipped}\n`)
  describe('PostgreSQL', () => test.skip(postgres.skipped, () => {}))
} else {
  afterAll(() => postgres.stop())
  storeConformance('PostgreSQL', async () => postgresStore(await postgres.database()))
}
