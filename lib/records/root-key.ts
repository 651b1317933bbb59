/** The key of an object at the root that is being read, or was read last; strings may be cut by the end of a chunk. */
export class RootKey {
  #text = "";
  #isNext = false;
  #isOpen = false;
  // Where the key goes on in the chunk that is being read.
  #from = 0;

  get text(): string {
    return this.#text;
  }

  /** A document begins: in an object the next string is a key. */
  reset(isObject: boolean): void {
    this.#text = "";
    this.#isNext = isObject;
  }

  /** After a comma the next string is a key. */
  expect(): void {
    this.#isNext = true;
  }

  /** A string at the root begins after the quote: it is a key, or else a value. */
  startString(at: number): void {
    this.#isOpen = this.#isNext;
    if (!this.#isNext) return;
    this.#isNext = false;
    this.#text = "";
    this.#from = at;
  }

  /** A string that is not a key begins. */
  skipString(): void {
    this.#isOpen = false;
  }

  /** The string that is being read ends before this offset, or goes on after the chunk, of which that is the end. */
  read(chunk: Buffer, to: number, isEnd: boolean): void {
    if (!this.#isOpen) return;
    if (this.#text.length < LONGEST) this.#text += chunk.toString("latin1", this.#from, to);
    this.#from = 0;
    this.#isOpen = !isEnd;
  }
}

/** The keys that are looked for are shorter. */
const LONGEST = 64;
