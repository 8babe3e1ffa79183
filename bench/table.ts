/** One line of the report. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly aim: string
}

export function print(rows: readonly Row[]): void {
  const widths = [Math.max(...rows.map((it) => it.what.length)), Math.max(...rows.map((it) => it.measured.length))]
  for (const { what, measured, aim } of rows) {
    process.stdout.write(
      `${what.padEnd(widths[0] ?? 0)}  ${measured.padStart(widths[1] ?? 0)}  ${aim === '' ? '' : `aim ${aim}`}\n`,
    )
  }
}
