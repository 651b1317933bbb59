import type { FieldPath } from "./field-path";

/** Reads lines of JSON without creating values. */
export interface JsonScanner {
  /**
   * Checks that the bytes are one JSON object as JSON.parse takes it, with or without blanks around it, and finds the wanted
   * values in it.
   *
   * @returns undefined, or the offset from `start` at which the text stops being a JSON object
   */
  scan(bytes: Uint8Array, start: number, end: number): number | undefined;

  /** No wanted value was found at a place before this one. */
  readonly first: number;
  /** Where the scan found the values, by the path's place among the wanted ones; -1: missing, or an object or array. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Makes a scanner for values at some paths. Of equal keys the last one counts, as for JSON.parse.
 *
 * It costs about half of JSON.parse, because it creates no values, and it is exact: it accepts what JSON.parse accepts and
 * nothing else, and never finds a key inside a string or at another depth.
 */
export function jsonScanner(paths: readonly FieldPath[]): JsonScanner {
  // One loop over local variables: as a class with a method for each state, reading a file of JSON lines took 11 to 13 % longer.
  const root = tree(paths);
  const starts = new Int32Array(paths.length);
  const ends = new Int32Array(paths.length);
  const isObject: boolean[] = [];
  const nodes: (Node | undefined)[] = [];

  const forget = (node: Node) => {
    for (const leaf of node.leaves) starts[leaf] = -1;
  };

  const scan = (bytes: Uint8Array, start: number, end: number): number | undefined => {
    starts.fill(-1);
    scanner.first = paths.length;
    let depth = 0;
    let state: number = VALUE;
    // Wanted keys of the object that is open, and what the value that comes next is wanted for.
    let node: Node | undefined;
    let next: Node | undefined = root;
    let at = start;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte <= 0x20) {
        if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) return at - start;
        at++;
      } else if (state === KEY || state === KEY_OR_END) {
        if (byte === QUOTE) {
          let stop = plainEnd(bytes, at, end);
          const isPlain = stop > 0;
          if (!isPlain) stop = stringEnd(bytes, at, end);
          if (stop < 0) return ~stop - start;
          if (node !== undefined) {
            next = isPlain ? child(node, bytes, at + 1, stop - at - 2) : escapedChild(node, bytes, at, stop);
            if (next !== undefined) forget(next);
          }
          at = stop;
          state = COLON;
          // Most colons and commas follow at once, and are taken along.
          if (at < end && bytes[at] === COLON_SIGN) {
            at++;
            state = VALUE;
          }
        } else if (byte === CLOSE_OBJECT && state === KEY_OR_END) {
          node = nodes[--depth];
          state = AFTER;
          at++;
        } else {
          return at - start;
        }
      } else if (state === VALUE || state === VALUE_OR_END) {
        if (byte === OPEN_OBJECT || (byte === OPEN_ARRAY && depth > 0)) {
          isObject[depth] = byte === OPEN_OBJECT;
          nodes[depth] = node;
          depth++;
          node = byte === OPEN_OBJECT ? next : undefined;
          next = undefined;
          state = byte === OPEN_OBJECT ? KEY_OR_END : VALUE_OR_END;
          at++;
        } else if (byte === CLOSE_ARRAY && state === VALUE_OR_END) {
          node = nodes[--depth];
          state = AFTER;
          at++;
        } else {
          if (depth === 0) return at - start;
          const stop = byte === QUOTE ? stringEnd(bytes, at, end) : scalarEnd(bytes, at, end);
          if (stop < 0) return ~stop - start;
          if (next !== undefined && next.index >= 0) {
            if (next.index < scanner.first) scanner.first = next.index;
            starts[next.index] = at;
            ends[next.index] = stop;
          }
          next = undefined;
          at = stop;
          state = AFTER;
          if (at < end && bytes[at] === COMMA) {
            at++;
            state = isObject[depth - 1] === true ? KEY : VALUE;
          }
        }
      } else if (state === AFTER) {
        if (depth === 0) return at - start;
        if (byte === COMMA) {
          state = isObject[depth - 1] === true ? KEY : VALUE;
        } else if (byte === (isObject[depth - 1] === true ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          node = nodes[--depth];
        } else {
          return at - start;
        }
        at++;
      } else {
        if (byte !== COLON_SIGN) return at - start;
        at++;
        state = VALUE;
      }
    }
    return depth === 0 && state === AFTER ? undefined : end - start;
  };
  const scanner = { scan, starts, ends, first: paths.length };
  return scanner;
}

/** A key on the way to wanted values. */
interface Node {
  /** Place among the wanted paths, or -1 when only what is below is wanted. */
  index: number;
  /** Places of all wanted values at and below the node. */
  readonly leaves: number[];
  readonly children: Map<string, Node>;
  /** The same children by {@link startOf} their names. */
  readonly byStart: ({ readonly name: Uint8Array; readonly node: Node }[] | undefined)[];
}

function tree(paths: readonly FieldPath[]): Node {
  const root = emptyNode();
  paths.forEach((path, index) => {
    let node = root;
    for (const key of path) {
      let below = node.children.get(key);
      if (below === undefined) {
        below = emptyNode();
        node.children.set(key, below);
        const name = Buffer.from(key);
        (node.byStart[startOf(name.length, name[0] ?? 0)] ??= []).push({ name, node: below });
      }
      below.leaves.push(index);
      node = below;
    }
    node.index = index;
  });
  return root;
}

function emptyNode(): Node {
  return { index: -1, leaves: [], children: new Map(), byStart: Array.from({ length: STARTS }) };
}

/** A number for a name's length and first byte, below {@link STARTS}. */
function startOf(length: number, first: number): number {
  return ((length & 15) << 5) | (first & 31);
}

const STARTS = 512;

/** The wanted child that a key without escapes names. */
function child(node: Node, bytes: Uint8Array, from: number, length: number): Node | undefined {
  // Most keys are not wanted, and differ in their length or their first byte.
  const candidates = node.byStart[startOf(length, bytes[from] ?? 0)];
  if (candidates === undefined) return undefined;
  for (const candidate of candidates) {
    const { name } = candidate;
    let same = 0;
    while (same < length && name[same] === bytes[from + same]) same++;
    if (same === length) return candidate.node;
  }
  return undefined;
}

/** The wanted child that a quoted key with escapes names. */
function escapedChild(node: Node, bytes: Uint8Array, quote: number, stop: number): Node | undefined {
  return node.children.get(JSON.parse(Buffer.from(bytes.subarray(quote, stop)).toString()) as string);
}

/** The offset after the string that begins at `at`, or -1 where that takes a closer look: see {@link stringEnd}. */
function plainEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let next = at + 1; next < end; next++) {
    const byte = bytes[next] ?? 0;
    if (byte === QUOTE) return next + 1;
    if (byte === BACKSLASH || byte < 0x20) return -1;
  }
  return -1;
}

/** The offset after the string that begins at `at`, or `~offset` of the byte that cannot stand in it. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = at + 1;
  while (next < end) {
    const byte = bytes[next] ?? 0;
    if (byte > BACKSLASH || (byte !== QUOTE && byte >= 0x20 && byte !== BACKSLASH)) {
      next++;
    } else if (byte === QUOTE) {
      return next + 1;
    } else if (byte < 0x20) {
      return ~next;
    } else {
      next = escapeEnd(bytes, next, end);
      if (next < 0) return next;
    }
  }
  return ~end;
}

/** The offset after the escape that begins at `at`, or `~offset` of the byte that does not fit. */
function escapeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) return ~end;
  const escaped = bytes[at + 1] ?? 0;
  if (escaped !== 0x75) return ESCAPES.includes(escaped) ? at + 2 : ~(at + 1);
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (digit >= end || !isHex(bytes[digit] ?? 0)) return ~Math.min(digit, end);
  }
  return at + 6;
}

/** The offset after the number, `true`, `false` or `null` at `at`, or `~offset` of the byte that does not fit. */
function scalarEnd(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === MINUS || isDigit(byte)) return numberEnd(bytes, at, end);
  const word = byte === 0x74 ? TRUE : byte === 0x66 ? FALSE : byte === 0x6e ? NULL : undefined;
  if (word === undefined) return ~at;
  for (let i = 0; i < word.length; i++) {
    if (at + i >= end || bytes[at + i] !== word[i]) return ~Math.min(at + i, end);
  }
  return at + word.length;
}

function numberEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = bytes[at] === MINUS ? at + 1 : at;
  if (next < end && bytes[next] === ZERO) next++;
  else if ((next = digitsEnd(bytes, next, end)) < 0) return next;
  if (next < end && bytes[next] === DOT && (next = digitsEnd(bytes, next + 1, end)) < 0) return next;
  if (next < end && (bytes[next] === 0x65 || bytes[next] === 0x45)) {
    next++;
    if (next < end && (bytes[next] === MINUS || bytes[next] === PLUS)) next++;
    next = digitsEnd(bytes, next, end);
  }
  return next;
}

/** After one or more digits. */
function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && isDigit(bytes[next] ?? 0)) next++;
  return next === at ? ~at : next;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

function isHex(byte: number): boolean {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

const [VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, AFTER] = [0, 1, 2, 3, 4, 5] as const;
const [QUOTE, BACKSLASH, COMMA, COLON_SIGN] = [0x22, 0x5c, 0x2c, 0x3a] as const;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d] as const;
const [MINUS, PLUS, DOT, ZERO] = [0x2d, 0x2b, 0x2e, 0x30] as const;
const [TRUE, FALSE, NULL] = ["true", "false", "null"].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];
const ESCAPES = Buffer.from('"\\/bfnrt');
