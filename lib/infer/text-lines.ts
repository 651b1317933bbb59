import { compile, LogEvent, type Matcher, parse } from "../pattern";
import { PathStats } from "./path-stats";
import { isComment, isHeader, textForm, type TextForm } from "./text-form";
import type { PlaceOfLine, Rest } from "./inferred";

/** Lines after which the form is decided, and the characters that are kept until then. */
const CALIBRATION_LINES = 1000;
const CALIBRATION_CHARACTERS = 8_000_000;

/** Everything that was seen in lines of text. */
export interface SeenText {
  /** Lines of the form. */
  readonly lines: number;
  readonly form: TextForm;

  /** By the names of the parts. */
  readonly parts: readonly PathStats[];

  /** Lines of other forms. */
  readonly rest: readonly Rest[];
}

interface PartsReader {
  readonly form: TextForm;
  readonly matcher: Matcher;
  readonly parts: readonly PathStats[];
}

interface Waiting {
  readonly text: string;
  readonly place: PlaceOfLine;
}

/** Looks at lines of text, one after the other, in bounded memory. */
export class TextLines {
  /** All lines. */
  count = 0;
  #lines = 0;
  #waiting: Waiting[] = [];
  #characters = 0;
  #reader: PartsReader | undefined;
  readonly #rest = new Map<Rest["kind"], { lines: number; readonly first: PlaceOfLine }>();

  add(text: string, place: PlaceOfLine): void {
    this.count++;
    if (this.#reader !== undefined) {
      this.#read(text, place);
      return;
    }
    this.#waiting.push({ text, place });
    this.#characters += text.length;
    if (this.#waiting.length >= CALIBRATION_LINES || this.#characters >= CALIBRATION_CHARACTERS) this.#begin();
  }

  finish(): SeenText {
    const { form, parts } = this.#begin();
    return {
      lines: this.#lines,
      form,
      parts,
      rest: [...this.#rest].map(([kind, { first, lines }]) => ({ kind, lines, first })),
    };
  }

  #begin(): PartsReader {
    if (this.#reader !== undefined) return this.#reader;
    const waiting = this.#waiting;
    this.#waiting = [];
    const form = textForm(waiting.map(({ text }) => text));
    const reader = {
      form,
      matcher: compile(parse(`[${form.parts.join(", ")}]`)),
      parts: form.parts.map((name) => new PathStats(name)),
    };
    this.#reader = reader;
    for (const { place, text } of waiting) this.#read(text, place);
    return reader;
  }

  #read(text: string, place: PlaceOfLine): void {
    const reader = this.#reader;
    if (reader === undefined) return;
    if (isComment(text) || isHeader(text, reader.form)) {
      this.#leave("comment", place);
      return;
    }
    const values = reader.matcher.extract(new LogEvent(text));
    if (values === undefined) {
      this.#leave("fewer-parts", place);
      return;
    }
    this.#lines++;
    for (const stats of reader.parts) {
      const value = values[`$${stats.path}`];
      stats.enter(this.#lines);
      // As in the logs of web servers and of AWS: no value.
      if (value === undefined || value === "-") stats.nulls++;
      else seePart(value, stats);
    }
  }

  #leave(kind: Rest["kind"], first: PlaceOfLine): void {
    const known = this.#rest.get(kind);
    if (known === undefined) this.#rest.set(kind, { lines: 1, first });
    else known.lines++;
  }
}

/** A number as the check of lines reads parts; anything else is text, and so are numbers with zeros before them: dates, ids. */
function seePart(value: string, stats: PathStats): void {
  const isNumber = value.length <= 40 && /^[+-]?(?!0\d)\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
  if (!isNumber) {
    stats.text(value);
    return;
  }
  const number = Number(value);
  // 1.0 is not written as an integer, and neither is 1e3.
  if (/^[+-]?\d+$/.test(value)) stats.number(number);
  else stats.decimal(number);
}
