import type { Path } from "../base";
import { numberLiteral } from "./number-literal";
import { split, type SplitField } from "./split";

/** A parsed JSON object. Its members are never inherited: JSON.parse creates own properties even for `__proto__`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * A log event and what has been read from it. Give the same `LogEvent` to many matchers and selectors, and its JSON is parsed
 * and its fields are split at most once.
 */
export class LogEvent {
  private parsed: JsonObject | null | undefined;
  private splitFields: readonly SplitField[] | undefined;
  private escapes: boolean | undefined;

  /** @param text the message, without a line break at its end */
  constructor(readonly text: string) {}

  /** The event as a JSON object; null when it is not JSON, has other text around it, or its root is not an object. */
  get json(): JsonObject | null {
    return this.parsed === undefined ? (this.parsed = parseObject(this.text)) : this.parsed;
  }

  /** Whether {@link json} is already parsed. */
  get isParsed(): boolean {
    return this.parsed !== undefined;
  }

  /** The event's fields, separated by blanks. */
  get fields(): readonly SplitField[] {
    return (this.splitFields ??= split(this.text));
  }

  /** Whether a JSON string in the event may spell an ordinary character as `\u0041`. */
  get hasUnicodeEscapes(): boolean {
    return (this.escapes ??= this.text.includes("\\u"));
  }

  /** The number at `path` of {@link json} as it is written. */
  literal(path: Path): string {
    return numberLiteral(this.text, path) ?? "";
  }
}

/** The event itself, or a new one around a text. */
export function toEvent(event: string | LogEvent): LogEvent {
  return typeof event === "string" ? new LogEvent(event) : event;
}

function parseObject(text: string): JsonObject | null {
  // Most texts show at their ends that they are not objects, and this check is far cheaper than a thrown SyntaxError.
  let start = 0;
  while (isBlank(text.charCodeAt(start))) start++;
  if (text.charCodeAt(start) !== OPEN) return null;
  let end = text.length - 1;
  while (isBlank(text.charCodeAt(end))) end--;
  if (text.charCodeAt(end) !== CLOSE) return null;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return null;
  }
}

const OPEN = 0x7b;
const CLOSE = 0x7d;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
