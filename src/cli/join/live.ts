import { paint } from '../print'
import type { Examined } from './check'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const control = '\u001b['

/** Where verdicts are shown while they change. */
export interface View {
  show(all: readonly Examined[]): void
  /** Shows nothing more; what was shown last stays. */
  end(): void
}

/** What a terminal is to us. */
export interface Screen {
  readonly terminal: boolean
  readonly columns: number
  write(text: string): void
}

/** On a terminal the lines change in place; elsewhere a line is printed whenever it has changed. */
export function view(screen: Screen): View {
  return screen.terminal ? live(screen) : plain(screen)
}

function plain({ write }: Screen): View {
  const told = new Map<string, string>()
  return {
    show(all) {
      for (const it of all) {
        if (it.state === 'skipped' || told.get(it.name) === `${it.state} ${it.words}`) continue
        told.set(it.name, `${it.state} ${it.words}`)
        write(`${line(it, '…')}\n`)
      }
    },
    end() {},
  }
}

function live({ write, columns }: Screen): View {
  let shown: readonly Examined[] = []
  let lines = 0
  let turn = 0
  const draw = (): void => {
    turn += 1
    const frame = frames[turn % frames.length] ?? ''
    const text = shown.map((it) => `${control}2K${cut(line(it, frame), columns)}\n`).join('')
    write(`${lines > 0 ? `${control}${lines}A` : ''}${text}`)
    lines = shown.length
  }
  const timer = setInterval(draw, 100)
  return {
    show(all) {
      shown = all
      draw()
    },
    end() {
      clearInterval(timer)
      draw()
    },
  }
}

/** One verdict in one line. */
export function line({ name, state, words }: Examined, moving = '…'): string {
  const marks = {
    ok: paint('green', '✓'),
    note: paint('yellow', '•'),
    waiting: paint('cyan', moving),
    broken: paint('red', '✗'),
    skipped: paint('dim', '·'),
  }
  const said = `${name.padEnd(14)} ${words}`
  return `${marks[state]} ${state === 'skipped' ? paint('dim', said) : said}`
}

/** As wide as the terminal, so that one line stays one line. */
function cut(text: string, columns: number): string {
  if (Bun.stripANSI(text).length < columns) return text
  return Bun.sliceAnsi(text, 0, columns - 1, { ellipsis: '…' })
}
