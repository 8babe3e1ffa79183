/** What was made of texts, the latest kept: no more than so many, nor of more characters together. */
export class TextCache<Made> {
  readonly #kept = new Map<string, Made>()
  #characters = 0

  constructor(
    readonly most: number,
    readonly mostCharacters: number,
  ) {}

  get(text: string, make: (text: string) => Made): Made {
    const known = this.#kept.get(text)
    if (known !== undefined) return known
    const made = make(text)
    if (text.length > this.mostCharacters) return made
    this.#kept.set(text, made)
    this.#characters += text.length
    this.#shrink()
    return made
  }

  get size(): { readonly texts: number; readonly characters: number } {
    return { texts: this.#kept.size, characters: this.#characters }
  }

  /** The oldest go first, a quarter at once: so a full cache costs no more than one that is not. */
  #shrink(): void {
    if (this.#kept.size <= this.most && this.#characters <= this.mostCharacters) return
    for (const text of this.#kept.keys()) {
      if (this.#kept.size <= this.most * 0.75 && this.#characters <= this.mostCharacters * 0.75) return
      this.#kept.delete(text)
      this.#characters -= text.length
    }
  }
}
