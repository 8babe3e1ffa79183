import { inspect } from './inspect'

/** A secret that cannot be printed by accident: every road to a log shows `[secret]`. `grep 'reveal('` lists the places to review. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect](): string {
    return '[secret]'
  }
}
