import * as z from 'zod/mini'

/** Reads one value, or says what would be right. */
export type Reads<Value> = z.ZodMiniType<Value>

// Kinds of setting. Each reads text as well as JSON, and says what would be right.

export function text(meaning = 'a text'): Reads<string> {
  const error = `must be ${meaning}`
  return z.string({ error }).check(z.minLength(1, { error }))
}

/** '' too: something that can be turned off. */
export function optionalText(): Reads<string> {
  return z.string({ error: 'must be a text' })
}

export function texts(meaning = 'one or more texts'): Reads<readonly string[]> {
  return z.array(text(meaning), { error: `must be ${meaning}` })
}

export function wholeNumber(least: number, most: number): Reads<number> {
  const error = `must be a whole number from ${least} to ${most}`
  const written = z.pipe(z.string().check(z.regex(/^[0-9]{1,15}$/)), z.transform(Number))
  const whole = z.int({ error }).check(z.gte(least, { error }), z.lte(most, { error }))
  return z.pipe(z.union([z.number({ error }), written], { error }), whole)
}

/** 0 asks for any free port. */
export function port(): Reads<number> {
  return wholeNumber(0, 65535)
}

const onOffWords = ['true', 'false', '1', '0', 'on', 'off', 'yes', 'no'] as const
type OnOff = (typeof onOffWords)[number]

export function onOff(): Reads<boolean> {
  const error = 'must be true or false'
  return z.union([z.boolean(), z.pipe(z.enum(onOffWords, { error }), z.transform(saysYes))], { error })
}

function saysYes(word: OnOff): boolean {
  return word === 'true' || word === '1' || word === 'on' || word === 'yes'
}

export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): Reads<Word> {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}

const units = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** `900ms`, `30s`, `15m`, `36h`, `90d`, `0`, and those in a row as Go writes them (`1h30m0s`); read as milliseconds. */
export function duration(): Reads<number> {
  const error = 'must be a number with a unit, such as 900ms, 30s, 15m, 36h or 90d'
  const written = z.string({ error }).check(z.regex(/^(0|([0-9]{1,6}(\.[0-9]{1,6})?(ms|[smhd]))+)$/, { error }))
  return z.pipe(written, z.transform(milliseconds))
}

function milliseconds(said: string): number {
  return [...said.matchAll(/([0-9.]+)(ms|[smhd])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (units.get(unit ?? '') ?? 0),
    0,
  )
}
