// Wildcards over text, as tokens: a UTF-16 code unit, or one of these. Work is bounded by pattern times text; nothing is allocated.

/** Any run of characters. */
export const any = -1
/** Any one character. */
export const one = -2
/** Any run of characters but colons: within one segment of an ARN. */
export const anyInSegment = -3
/** Any one character but a colon. */
export const oneInSegment = -4

const colon = 58

/** Whether the text is matched by the first `length` tokens. */
export function globMatches(tokens: Int32Array, length: number, text: string): boolean {
  return needsStates(tokens, length) ? byStates(tokens, length, text) : byPointers(tokens, length, text)
}

/** Going back to the last `*` alone is enough, unless a run bound to its segment stands behind one that is not. */
function needsStates(tokens: Int32Array, length: number): boolean {
  let free = false
  for (let at = 0; at < length; at += 1) {
    if (tokens[at] === any) free = true
    else if (free && tokens[at] === anyInSegment) return true
  }
  return false
}

function takes(token: number | undefined, unit: number): boolean {
  return token === unit || token === one || (token === oneInSegment && unit !== colon)
}

/** Two pointers: on a mismatch only the last `*` takes one more character. */
function byPointers(tokens: Int32Array, length: number, text: string): boolean {
  let token = 0
  let at = 0
  let star = -1
  let taken = 0
  while (at < text.length) {
    const wanted = token < length ? tokens[token] : undefined
    if (wanted === any || wanted === anyInSegment) {
      star = token
      taken = at
      token += 1
    } else if (takes(wanted, text.charCodeAt(at))) {
      token += 1
      at += 1
    } else if (star >= 0 && (tokens[star] === any || text.charCodeAt(taken) !== colon)) {
      taken += 1
      at = taken
      token = star + 1
    } else return false
  }
  while (token < length && (tokens[token] === any || tokens[token] === anyInSegment)) token += 1
  return token === length
}

let now = new Uint8Array(256)
let next = new Uint8Array(256)

/** Every place in the pattern where the text read so far can have come to, one character after the other. */
function byStates(tokens: Int32Array, length: number, text: string): boolean {
  if (now.length <= length) {
    now = new Uint8Array(length * 2)
    next = new Uint8Array(length * 2)
  }
  now.fill(0, 0, length + 1)
  now[0] = 1
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    next.fill(0, 0, length + 1)
    let alive = false
    for (let token = 0; token < length; token += 1) {
      if (now[token] === 0) continue
      const wanted = tokens[token]
      if (wanted === any || wanted === anyInSegment) {
        now[token + 1] = 1
        if (wanted === anyInSegment && unit === colon) continue
        next[token] = 1
        alive = true
      } else if (takes(wanted, unit)) {
        next[token + 1] = 1
        alive = true
      }
    }
    if (!alive) return false
    const before = now
    now = next
    next = before
  }
  for (let token = 0; token < length; token += 1) {
    if (now[token] === 1 && (tokens[token] === any || tokens[token] === anyInSegment)) now[token + 1] = 1
  }
  return now[length] === 1
}
