// Numbers, moments and addresses for the second opinion, in the few forms that its random questions use.

export function numberIn(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number.parseFloat(text) : undefined
}

export function secondsIn(text: string): number | undefined {
  if (/^\d{5,12}$/.test(text)) return Number(text)
  const whole = /^\d{4}$/.test(text) ? `${text}-01-01` : text
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$/.test(whole) ? Date.parse(whole) / 1000 : undefined
}

export function within(asked: string, written: string): 'yes' | 'no' | 'unknown' {
  const [[base = '', narrow = '32'], [network = '', wide = '32']] = [asked.split('/'), written.split('/')]
  const [left, right] = [bitsIn(base), bitsIn(network)]
  if (left === undefined || right === undefined) return 'unknown'
  return Number(narrow) >= Number(wide) && left.slice(0, Number(wide)) === right.slice(0, Number(wide)) ? 'yes' : 'no'
}

function bitsIn(text: string): string | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(text)) return undefined
  return text
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('')
}
