import { z } from 'zod'

// Kinds of setting. Each reads text as well as JSON, and says what would be right.

export function text(meaning = 'a text'): z.ZodType<string> {
  return z.string({ error: `must be ${meaning}` }).min(1, { error: `must be ${meaning}` })
}

/** '' too: something that can be turned off. */
export function optionalText(): z.ZodType<string> {
  return z.string({ error: 'must be a text' })
}

export function texts(meaning = 'one or more texts'): z.ZodType<readonly string[]> {
  return z.array(text(meaning), { error: `must be ${meaning}` })
}

export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const error = `must be a whole number from ${least} to ${most}`
  return z
    .union(
      [
        z.number({ error }),
        z
          .string()
          .regex(/^[0-9]{1,15}$/)
          .transform(Number),
      ],
      { error },
    )
    .pipe(z.int({ error }).min(least, { error }).max(most, { error }))
}

/** 0 asks for any free port. */
export function port(): z.ZodType<number> {
  return wholeNumber(0, 65535)
}

export function onOff(): z.ZodType<boolean> {
  const error = 'must be true or false'
  return z.union([z.boolean(), z.enum(['true', 'false', '1', '0', 'on', 'off', 'yes', 'no']).transform(saysYes)], {
    error,
  })
}

function saysYes(word: string): boolean {
  return ['true', '1', 'on', 'yes'].includes(word)
}

export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): z.ZodType<Word> {
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
export function duration(): z.ZodType<number> {
  const error = 'must be a number with a unit, such as 900ms, 30s, 15m, 36h or 90d'
  return z
    .string({ error })
    .regex(/^(0|([0-9]{1,6}(\.[0-9]{1,6})?(ms|[smhd]))+)$/, { error })
    .transform((it) =>
      [...it.matchAll(/([0-9.]+)(ms|[smhd])/g)].reduce(
        (sum, [, number, unit]) => sum + Number(number) * (units.get(unit ?? '') ?? 0),
        0,
      ),
    )
}
