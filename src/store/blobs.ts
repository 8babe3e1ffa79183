/** Bytes too large for a row, streamed to and from disk, never held in memory. */
export interface Blobs {
  /**
   * Writes the stream to a new file and syncs it. Nothing refers to it until a row does.
   * Throws what the stream throws, and leaves no file then. `onChunk` sees every chunk as it is written (digests).
   */
  write(
    from: ReadableStream<Uint8Array>,
    onChunk?: (chunk: Uint8Array) => void,
  ): Promise<{ readonly blob: string; readonly size: number }>
  /** Bytes `start`..`end` (exclusive), the whole by default. Throws when there is no such blob. */
  read(blob: string, start?: number, end?: number): ReadableStream<Uint8Array>
  /** Joins blobs in order into a new one. */
  join(blobs: readonly string[]): Promise<{ readonly blob: string; readonly size: number }>
  /** Those written at least so many milliseconds ago, in no order. */
  olderThan(age: number): AsyncIterable<string>
  /** No error when it is not there. */
  remove(blob: string): Promise<void>
}
