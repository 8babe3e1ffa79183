import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logOf } from './sqlite-log'

function logged<Result>(work: (file: string, db: Database) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-log-'))
  const db = new Database(join(folder, 'a.db'))
  db.run('PRAGMA journal_mode = WAL')
  db.run('CREATE TABLE a (b TEXT)')
  return work(join(folder, 'a.db'), db).finally(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
}

test('the log that is synced stays the one that is written, also after it was carried over', () =>
  logged(async (file, db) => {
    const before = statSync(`${file}-wal`).ino
    const log = logOf(file)
    await log.synced()
    for (let turn = 0; turn < 3; turn += 1) {
      db.run('INSERT INTO a VALUES (?)', ['x'.repeat(100_000)])
      db.run('PRAGMA wal_checkpoint(RESTART)')
      db.run('INSERT INTO a VALUES (?)', ['y'])
      await log.synced()
    }
    expect(statSync(`${file}-wal`).ino).toBe(before)
    log.check()
    log.close()
  }))

test('once the disk has refused, nothing more can be begun', () =>
  logged(async (file) => {
    const log = logOf(file)
    log.close()
    expect(log.synced()).rejects.toThrow('The disk refused')
    await Bun.sleep(5)
    expect(() => log.check()).toThrow('The disk refused')
    expect(log.refused()).toBe(true)
  }))

test('a file that the disk refuses is told to those who begin, not to those who wait', () =>
  logged(async (file) => {
    const log = logOf(file)
    log.close()
    await log.fileSynced()
    expect(() => log.check()).toThrow('The disk refused')
  }))
