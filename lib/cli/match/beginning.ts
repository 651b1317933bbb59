/** The beginning of a stream, and all of it. */
export interface Beginning {
  readonly head: Buffer;
  /** Whether the stream has no more than the head. */
  readonly isWhole: boolean;
  /** Everything, the head included. */
  readonly chunks: AsyncGenerator<Buffer>;
}

export interface BeginningOptions {
  readonly size: number;
  readonly patience: number;
  /** Ends the stream where its reader stops while it is silent. */
  readonly abandon: () => void;
}

/**
 * Reads the first `size` bytes of a stream, or what arrives until nothing has come for `patience` milliseconds: what follows a program's
 * output must not wait for more.
 */
export async function beginningOf(
  stream: AsyncGenerator<Buffer>,
  { size, patience, abandon }: BeginningOptions,
): Promise<Beginning> {
  const pieces: Buffer[] = [];
  let length = 0;
  let next: Promise<IteratorResult<Buffer>> | undefined;
  let isWhole = false;
  while (length < size) {
    next ??= stream.next();
    const result = length === 0 ? await next : await within(next, patience);
    if (result === undefined) break;
    next = undefined;
    if (result.done === true) {
      isWhole = true;
      break;
    }
    pieces.push(result.value);
    length += result.value.length;
  }
  return { head: Buffer.concat(pieces), isWhole, chunks: resumed(pieces, next, stream, abandon) };
}

async function* resumed(
  pieces: readonly Buffer[],
  next: Promise<IteratorResult<Buffer>> | undefined,
  stream: AsyncGenerator<Buffer>,
  abandon: () => void,
): AsyncGenerator<Buffer> {
  let isSilent = next !== undefined;
  // Where nobody waits for it any more, its error is nobody's.
  next?.catch(() => undefined);
  try {
    yield* pieces;
    const pending = await next;
    isSilent = false;
    if (pending?.done === true) return;
    if (pending !== undefined) yield pending.value;
    yield* stream;
  } finally {
    if (isSilent) abandon();
    else await stream.return(undefined);
  }
}

/** What the promise gives, or undefined if it takes longer. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  if (milliseconds === Infinity) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
