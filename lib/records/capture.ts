/** The bytes of one piece of a document, collected while its chunks arrive; no more than `maxBytes` of it are ever held. */
export class Capture {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #length = 0;
  #beginning: string | undefined;
  // Where the piece begins in the chunk that is being read; -1 while nothing is captured.
  #from = -1;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isOpen(): boolean {
    return this.#from >= 0;
  }

  /** Bytes of the piece so far, or of the last one. */
  get length(): number {
    return this.#length;
  }

  /** The first characters of a piece that is too long to be held, or of what is held. */
  get beginning(): string {
    return this.#beginning ?? this.#pieces[0]?.toString("utf8", 0, BEGINNING) ?? "";
  }

  /** A piece begins at this offset of the chunk. */
  start(at: number): void {
    this.#pieces = [];
    this.#length = 0;
    this.#beginning = undefined;
    this.#from = at;
  }

  /** The piece goes on after this chunk. */
  rest(chunk: Buffer): void {
    this.#keep(chunk.subarray(this.#from));
    this.#from = 0;
  }

  /** The piece ends before this offset: gives it, or undefined where it is too long. */
  end(chunk: Buffer, to: number): Buffer | undefined {
    this.#keep(chunk.subarray(this.#from, to));
    this.#from = -1;
    const pieces = this.#pieces;
    this.#pieces = [];
    if (this.#beginning !== undefined) return undefined;
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#beginning !== undefined) return;
    this.#pieces.push(piece);
    if (this.#length <= this.#maxBytes) return;
    this.#beginning = Buffer.concat(this.#pieces, Math.min(this.#length, BEGINNING)).toString("utf8");
    this.#pieces = [];
  }
}

const BEGINNING = 400;
