import type { Collector } from "./batch";
import { tooLong, TOO_LONG } from "./decode-stamped";
import { excerpt } from "../base";
import type { OnLine } from "./lines";
import type { TimeReader } from "./time-text";

/** One piece of what a container wrote: lines of more than 16 KB come in several. */
interface Piece {
  readonly stream: string;
  readonly time: string | undefined;
  readonly text: string;
  readonly isLast: boolean;
}

/** A line of Docker's json-file driver, `{"log":"...\n","stream":"stdout","time":"..."}`; undefined for anything else. */
export function dockerPiece(text: string): Piece | undefined {
  const value = objectOf(text);
  if (value === undefined || typeof value.log !== "string" || typeof value.time !== "string") return undefined;
  const { log, time, stream } = value as { log: string; time: string; stream: unknown };
  const isLast = log.endsWith("\n");
  return { stream: String(stream), time, text: isLast ? log.replace(/\r?\n$/, "") : log, isLast };
}

/** A line of a CRI runtime (containerd, CRI-O), `2026-11-21T10:00:00.000000000Z stdout F message`; F: full, P: partial. */
export function criPiece(text: string): Piece | undefined {
  const [found, time, stream, tags] = CRI.exec(text) ?? [];
  if (found === undefined) return undefined;
  return { stream: stream ?? "", time, text: text.slice(found.length), isLast: !/^P(?::|$)/.test(tags ?? "") };
}

const CRI = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP](?::\S*)?)(?: |$)/;

/** Lines of a container's log: partial lines are joined, by stream, with the time of the first. */
export function containerLines(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
  pieceOf: (text: string) => Piece | undefined,
): { onLine: OnLine; end: () => void } {
  const open = new Map<string, { texts: string[]; length: number; at: number | undefined; line: number }>();

  const give = (stream: string) => {
    const joined = open.get(stream);
    if (joined === undefined) return;
    open.delete(stream);
    const { texts, length, at, line } = joined;
    if (length > maxBytes) out.problem("line-too-long", line, tooLong(length, maxBytes, texts[0] ?? ""), TOO_LONG);
    else if (length === 0) out.blank();
    else out.record(texts.join(""), at, line);
  };

  return {
    onLine(bytes, start, end, line) {
      const text = bytes.toString("utf8", start, end);
      if (text.trim() === "") {
        out.blank();
        return;
      }
      const piece = pieceOf(text);
      if (piece === undefined) {
        out.problem("invalid-line", line, `not a line of a container's log: ${excerpt(text)}`, NOT_CONTAINER);
        out.record(text, reader.leading(bytes, start, end), line);
        return;
      }
      let joined = open.get(piece.stream);
      if (joined === undefined) {
        joined = { texts: [], length: 0, at: piece.time === undefined ? undefined : reader.whole(piece.time), line };
        open.set(piece.stream, joined);
      }
      joined.length += Buffer.byteLength(piece.text);
      if (joined.length <= maxBytes || joined.texts.length === 0) joined.texts.push(piece.text);
      if (piece.isLast) give(piece.stream);
    },
    end() {
      for (const stream of [...open.keys()]) give(stream);
    },
  };
}

const NOT_CONTAINER = "The line is taken as an event by itself. Say which format the input has if it is another.";

/** The JSON object that the text is; undefined for anything else. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
