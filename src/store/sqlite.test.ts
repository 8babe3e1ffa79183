import { afterAll } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeConformance } from './conformance'
import { sqliteStore } from './sqlite'

const folder = mkdtempSync(join(tmpdir(), 'podid-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = (): string => join(folder, String(++files), 'store.db')

storeConformance('SQLite in memory', () => sqliteStore(':memory:'))
storeConformance('SQLite in a file', () => sqliteStore(newFile()))
