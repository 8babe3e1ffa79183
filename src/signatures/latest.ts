/** What was made lately, by name: no more than `most`, the oldest goes first. */
export class Latest<Made> {
  readonly #kept = new Map<string, Made>()

  constructor(readonly most: number) {}

  get(name: string): Made | undefined {
    return this.#kept.get(name)
  }

  put(name: string, made: Made): void {
    if (this.#kept.size >= this.most && !this.#kept.has(name)) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    this.#kept.set(name, made)
  }

  get size(): number {
    return this.#kept.size
  }
}
