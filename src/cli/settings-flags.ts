import { type Command, Option } from 'commander'
import type { Setting } from '../program'

/** A flag for every setting, told by its own table. */
export function addFlags(command: Command, table: Readonly<Record<string, Setting<unknown>>>): Command {
  for (const [name, { about, value, otherwise, repeatable }] of Object.entries(table)) {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const shown =
      otherwise === '' ||
      otherwise === undefined ||
      otherwise === false ||
      (Array.isArray(otherwise) && otherwise.length === 0)
        ? ''
        : ` (default: ${value === 'TIME' && typeof otherwise === 'number' ? time(otherwise) : String(otherwise)})`
    const option = new Option(value === undefined ? flag : `${flag} <${value}>`, about + shown)
    if (repeatable === true)
      option.argParser((one: string, before: readonly string[] | undefined) => [...(before ?? []), one])
    command.addOption(option)
  }
  return command
}

/** Milliseconds as a person types them: `3h`, `900ms`. */
function time(milliseconds: number): string {
  const [size, unit] = units.find(([it]) => milliseconds >= it && milliseconds % it === 0) ?? [1, 'ms']
  return `${milliseconds / size}${unit}`
}

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
] as const
