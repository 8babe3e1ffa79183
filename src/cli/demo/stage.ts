import { paint, say } from '../print'

/** What a step shows of what came back: lines, already short. */
export type Shown = readonly string[]

export interface Step {
  readonly title: string
  /** What a person would type. */
  readonly commands: readonly string[]
  readonly run: () => Promise<Shown>
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** Plays the steps one by one: the command, something that moves while it waits, what came back, a tick and the time taken. */
export async function play(steps: readonly Step[]): Promise<void> {
  let number = 0
  for (const { title, commands, run } of steps) {
    number += 1
    say(`\n${paint('bold', `${number}  ${title}`)}`)
    for (const command of commands) say(`   ${paint('cyan', `$ ${command}`)}`)
    const began = performance.now()
    const rest = spin()
    try {
      const shown = await run()
      rest()
      for (const line of shown) say(`   ${paint('dim', line)}`)
      say(`   ${paint('green', '✓')} ${Math.round(performance.now() - began)} ms`)
    } catch (why) {
      rest()
      say(`   ${paint('red', '✗')} ${why instanceof Error ? `${why.name}: ${why.message}` : String(why)}`)
      throw why
    }
  }
}

/** Turns on a terminal until it is put to rest; elsewhere nothing moves. */
function spin(): () => void {
  if (process.stdout.isTTY !== true) return () => {}
  let at = 0
  const timer = setInterval(() => {
    process.stdout.write(`\r   ${frames[at++ % frames.length]} `)
  }, 80)
  return () => {
    clearInterval(timer)
    process.stdout.write('\r\u001b[K')
  }
}
