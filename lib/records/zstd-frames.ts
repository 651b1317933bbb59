/**
 * Finds the ends of zstd's frames (RFC 8878, https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames) without decompressing
 * them.
 */
export interface FrameWalk {
  /** The frames that end in the next bytes, in their order. Bytes that are not a frame have no end. */
  ends(bytes: Buffer): FrameEnd[];
  /** Whether what came so far ends with a frame. */
  readonly isBetweenFrames: boolean;
}

export interface FrameEnd {
  /** Offset in the bytes. */
  readonly at: number;
  /** Whether the frame holds nothing: it is one to be skipped, or all of its blocks are empty. */
  readonly isEmpty: boolean;
}

/** Whether bytes begin like a frame, or like one that is skipped: compressors that work in parallel begin with such a one. */
export function beginsFrame(head: Buffer): boolean {
  return head.length >= 4 && (isFrame(head) || isSkipped(head));
}

export function frameWalk(): FrameWalk {
  let part = MAGIC;
  let field = Buffer.alloc(0);
  let skip = 0;
  let isEmpty = true;
  return {
    ends(bytes) {
      const found: FrameEnd[] = [];
      let at = 0;
      while (at < bytes.length) {
        const isField = skip === 0;
        const count = Math.min(isField ? part.length - field.length : skip, bytes.length - at);
        if (isField) field = Buffer.concat([field, bytes.subarray(at, at + count)]);
        else skip -= count;
        at += count;
        if (isField && field.length === part.length) {
          const next = part.next(field);
          ({ skip, part } = next);
          isEmpty &&= next.hasContent !== true;
          field = Buffer.alloc(0);
        }
        if (skip === 0 && part === MAGIC && field.length === 0) {
          found.push({ at, isEmpty });
          isEmpty = true;
        }
      }
      return found;
    },
    get isBetweenFrames() {
      return part === MAGIC && skip === 0 && field.length === 0;
    },
  };
}

/** A field of a frame that says what follows it. */
interface Part {
  readonly length: number;
  readonly next: (field: Buffer) => Next;
}

/** A number of bytes to skip, and then a part; after a frame it is the next one's magic number. */
interface Next {
  readonly skip: number;
  readonly part: Part;
  /** Whether the field announces bytes of content. */
  readonly hasContent?: boolean;
}

const MAGIC: Part = {
  length: 4,
  next(field) {
    if (isSkipped(field)) return { skip: 0, part: SKIPPED_SIZE };
    if (isFrame(field)) return { skip: 0, part: DESCRIPTOR };
    return { skip: Infinity, part: MAGIC, hasContent: true };
  },
};

const SKIPPED_SIZE: Part = { length: 4, next: (field) => ({ skip: field.readUInt32LE(), part: MAGIC }) };

const DESCRIPTOR: Part = {
  length: 1,
  next(field) {
    const descriptor = field.readUInt8();
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const dictionaryId = [0, 1, 2, 4][descriptor & 3] ?? 0;
    const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
    const checksum = (descriptor & 4) === 0 ? 0 : 4;
    return { skip: (isSingleSegment ? 0 : 1) + dictionaryId + contentSize, part: blockBefore(checksum) };
  },
};

function blockBefore(checksum: number): Part {
  const block: Part = {
    length: 3,
    next(field) {
      const header = field.readUIntLE(0, 3);
      const isLast = (header & 1) === 1;
      const isRepeatedByte = ((header >> 1) & 3) === 1;
      const size = isRepeatedByte ? 1 : header >> 3;
      const hasContent = header >> 3 > 0;
      return isLast ? { skip: size + checksum, part: MAGIC, hasContent } : { skip: size, part: block, hasContent };
    },
  };
  return block;
}

function isFrame(head: Buffer): boolean {
  return head.readUInt32LE() === 0xfd2fb528;
}

function isSkipped(head: Buffer): boolean {
  return (head.readUInt32LE() & 0xfffffff0) >>> 0 === 0x184d2a50;
}
