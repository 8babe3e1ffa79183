import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compatibility } from '../tests/sdk/compatibility'

// Writes docs/compatibility.md from what the tests of tests/sdk show. tests/sdk/compatibility.test.ts fails while the two differ.

writeFileSync(join(import.meta.dir, '../docs/compatibility.md'), compatibility())
