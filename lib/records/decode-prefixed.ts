import { excerpt } from "../base";
import type { Collector } from "./batch";
import { afterPrefix, type LinePrefix, LONGEST_PREFIX, prefixNames } from "./line-prefix";
import { lineSplitter } from "./lines";
import type { Decoder } from "./source-decoder";
import { tooLong, TOO_LONG } from "./decode-stamped";

/**
 * Lines before each of which a tool wrote where it is from: what is left is read as if the tool had written nothing. A line of the tool
 * itself becomes a blank one, so that lines keep their numbers.
 *
 * @param prefix undefined: any that is known
 * @param inner reads the lines without the prefix
 */
export function prefixedDecoder(
  out: Collector,
  maxBytes: number,
  prefix: LinePrefix | undefined,
  inner: Decoder,
): Decoder {
  let pieces: Buffer[] = [];
  const flush = () => {
    if (pieces.length > 0) inner.push(Buffer.concat(pieces));
    pieces = [];
  };
  const most = maxBytes + LONGEST_PREFIX;
  const splitter = lineSplitter(
    most,
    (bytes, start, end, line) => {
      const at = afterPrefix(bytes, start, end, prefix);
      if (at === undefined) {
        const wrote = prefix === undefined ? "any tool that is known" : prefixNames[prefix];
        const text = excerpt(bytes.toString("utf8", start, Math.min(end, start + 400)));
        out.problem("invalid-line", line, `without the prefix of ${wrote}: ${text}`, NO_PREFIX);
      }
      pieces.push(bytes.subarray(at ?? start, end), NEWLINE);
    },
    (beginning, length, line) => {
      out.problem("line-too-long", line, tooLong(length, most, beginning), TOO_LONG);
      pieces.push(NEWLINE);
    },
  );
  return {
    push(chunk) {
      splitter.push(chunk);
      flush();
    },
    end() {
      splitter.end();
      flush();
      inner.end();
    },
    abandon() {
      const { unfinished } = splitter;
      const rest = inner.abandon();
      return unfinished === undefined ? rest : `line ${unfinished}, which is not whole,`;
    },
  };
}

const NEWLINE = Buffer.from("\n");

const NO_PREFIX = "The line is taken as an event by itself. If no line has a prefix, say so: --format text.";
