// CRC-32C (RFC 3720 appendix B.4) and CRC-64/NVME, both reflected, by eight tables: eight bytes a step.

const castagnoli = 0x82f63b78
/** 0x9a6c9329ac4bc9b5, halved. */
const nvmeHigh = 0x9a6c9329
const nvmeLow = 0xac4bc9b5

let tables32: Uint32Array | undefined
let tables64: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined

/** Continues from `before`, the value so far. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  tables32 ??= makeTables32()
  const table = tables32
  const at32 = (index: number): number => table[index] ?? 0
  let crc = ~before >>> 0
  let at = 0
  for (const end = bytes.length - 7; at < end; at += 8) {
    crc ^= word(bytes, at)
    crc =
      at32(1792 + (crc & 255)) ^
      at32(1536 + ((crc >>> 8) & 255)) ^
      at32(1280 + ((crc >>> 16) & 255)) ^
      at32(1024 + (crc >>> 24)) ^
      at32(768 + (bytes[at + 4] ?? 0)) ^
      at32(512 + (bytes[at + 5] ?? 0)) ^
      at32(256 + (bytes[at + 6] ?? 0)) ^
      at32(bytes[at + 7] ?? 0)
  }
  for (; at < bytes.length; at += 1) crc = at32((crc ^ (bytes[at] ?? 0)) & 255) ^ (crc >>> 8)
  return ~crc >>> 0
}

/** A running CRC-64/NVME, its value in two halves. */
export function crc64nvme(): {
  update(bytes: Uint8Array): void
  value(): { readonly high: number; readonly low: number }
} {
  tables64 ??= makeTables64()
  const { high: tableHigh, low: tableLow } = tables64
  let high = 0xffffffff | 0
  let low = 0xffffffff | 0
  return {
    update(bytes) {
      let at = 0
      for (const end = bytes.length - 7; at < end; at += 8) {
        const a = low ^ word(bytes, at)
        const b = high ^ word(bytes, at + 4)
        const i0 = 1792 + (a & 255)
        const i1 = 1536 + ((a >>> 8) & 255)
        const i2 = 1280 + ((a >>> 16) & 255)
        const i3 = 1024 + (a >>> 24)
        const i4 = 768 + (b & 255)
        const i5 = 512 + ((b >>> 8) & 255)
        const i6 = 256 + ((b >>> 16) & 255)
        const i7 = b >>> 24
        const part = (table: Uint32Array): number =>
          (table[i0] ?? 0) ^
          (table[i1] ?? 0) ^
          (table[i2] ?? 0) ^
          (table[i3] ?? 0) ^
          (table[i4] ?? 0) ^
          (table[i5] ?? 0) ^
          (table[i6] ?? 0) ^
          (table[i7] ?? 0)
        high = part(tableHigh)
        low = part(tableLow)
      }
      for (; at < bytes.length; at += 1) {
        const index = (low ^ (bytes[at] ?? 0)) & 255
        low = (tableLow[index] ?? 0) ^ ((low >>> 8) | (high << 24))
        high = (tableHigh[index] ?? 0) ^ (high >>> 8)
      }
    },
    value: () => ({ high: ~high >>> 0, low: ~low >>> 0 }),
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}

function makeTables32(): Uint32Array {
  const tables = new Uint32Array(8 * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ castagnoli : crc >>> 1
    tables[byte] = crc
  }
  for (let at = 256; at < tables.length; at += 1) {
    const before = tables[at - 256] ?? 0
    tables[at] = (tables[before & 255] ?? 0) ^ (before >>> 8)
  }
  return tables
}

function makeTables64(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const high = new Uint32Array(8 * 256)
  const low = new Uint32Array(8 * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let [upper, lower] = [0, byte]
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = lower & 1
      lower = (lower >>> 1) | (upper << 31)
      upper >>>= 1
      if (odd) [upper, lower] = [upper ^ nvmeHigh, lower ^ nvmeLow]
    }
    high[byte] = upper
    low[byte] = lower
  }
  for (let at = 256; at < low.length; at += 1) {
    const [upper, lower] = [high[at - 256] ?? 0, low[at - 256] ?? 0]
    low[at] = (low[lower & 255] ?? 0) ^ ((lower >>> 8) | (upper << 24))
    high[at] = (high[lower & 255] ?? 0) ^ (upper >>> 8)
  }
  return { high, low }
}
