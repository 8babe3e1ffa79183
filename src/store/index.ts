/** store: What is remembered? Tables with declared indexes; several rows change together or not at all. */
export type { Blobs } from './blobs'
export { eventsWith, exchangeName, exchangesAt, firstEventId } from './event-indexes'
export { fileBlobs } from './file-blobs'
export { memoryStore } from './memory'
export { openStore } from './open'
export { postgresStore } from './postgres'
export { sqliteStore } from './sqlite'
export type { Page, Range, Table, TableSpec } from './table'
export {
  type Bucket,
  type KeptAnswer,
  partKey,
  partsOf,
  reportedBy,
  type SignInCode,
  type SigningKey,
  type Store,
  type StoredObject,
  sortableTime,
  type Tables,
  tables,
  type Upload,
  type UploadPart,
  updateKey,
} from './tables'
