import { cliConfig } from './config'

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const

/** Coloured on a terminal, plain elsewhere. */
export function paint(colour: keyof typeof codes, text: string): string {
  return cliConfig().colours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text
}

export function say(text = ''): void {
  process.stdout.write(`${text}\n`)
}

/** For messages that are not the command's data. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function json(value: unknown): void {
  say(JSON.stringify(value, null, 2))
}

/** Columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [paint('bold', line(head)), ...rows.map(line)].join('\n')
}

/** Lines in a box. */
export function box(title: string, lines: readonly string[]): string {
  const width = Math.max(title.length + 2, ...lines.map((line) => visible(line).length)) + 2
  const body = lines.map((line) => `│ ${line}${' '.repeat(width - 1 - visible(line).length)}│`)
  return [
    `╭─ ${paint('bold', title)} ${'─'.repeat(width - title.length - 3)}╮`,
    ...body,
    `╰${'─'.repeat(width)}╯`,
  ].join('\n')
}

function visible(text: string): string {
  return Bun.stripANSI(text)
}

/** Text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
