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
        : ` (default: ${value === 'TIME' && typeof otherwise === 'number' ? inUnits(otherwise) : String(otherwise)})`
    const option = new Option(value === undefined ? flag : `${flag} <${value}>`, about + shown)
    if (repeatable === true)
      option.argParser((one: string, before: readonly string[] | undefined) => [...(before ?? []), one])
    command.addOption(option)
  }
  return command
}

/** Milliseconds as a person would give them to the setting. */
function inUnits(time: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
  ] as const
  const [unit, size] = units.find(([, size]) => time % size === 0) ?? ['s', 1_000]
  return `${time / size}${unit}`
}
