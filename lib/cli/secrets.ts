import { visible } from "../base";
import { textsIn } from "./texts-in";

/** What stands in place of a secret; Terraform writes the same. */
const HIDDEN = "(sensitive value)";

/** Shorter values are words such as `on` and `5`: they would hide half of a report, and hide nothing. */
const SHORTEST = 4;

/** From this length on, a value is hidden also within a longer word. */
const SURE = 8;

/** The values that must not be shown, and how to hide them. */
export class Secrets {
  readonly #forms = new Set<string>();
  /** By their first characters, the longest first. */
  #index: Map<string, string[]> | undefined;

  add(values: Iterable<string>): void {
    for (const value of values) {
      if (value.trim().length < SHORTEST || /^(?:true|false|null)$/.test(value)) continue;
      // As it is, in JSON, and within a line.
      for (const form of [value, JSON.stringify(value).slice(1, -1), visible(value)]) this.#forms.add(form);
      this.#index = undefined;
    }
  }

  /** A text without secrets. A key of JSON is not one. */
  hidden(text: string): string {
    if (this.#forms.size === 0) return text;
    const index = (this.#index ??= indexOf(this.#forms));
    let shown = "";
    let done = 0;
    for (let at = 0; at + SHORTEST <= text.length;) {
      const found = index.get(text.slice(at, at + SHORTEST))?.find((form) => stands(form, text, at));
      if (found === undefined) {
        at++;
        continue;
      }
      shown += text.slice(done, at) + HIDDEN;
      at += found.length;
      done = at;
    }
    return shown + text.slice(done);
  }

  /** Plain data without secrets, for reports that break and cut texts. */
  hiddenIn<T>(value: T): T {
    return this.#forms.size === 0 ? value : textsIn(value, (text) => this.hidden(text));
  }
}

function indexOf(forms: Iterable<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const form of [...forms].sort((a, b) => b.length - a.length)) {
    const start = form.slice(0, SHORTEST);
    const same = index.get(start);
    if (same === undefined) index.set(start, [form]);
    else same.push(form);
  }
  return index;
}

function stands(secret: string, text: string, at: number): boolean {
  if (!text.startsWith(secret, at)) return false;
  const end = at + secret.length;
  if (isKey(text, at, end)) return false;
  return secret.length >= SURE || !/[\p{L}\p{N}]/u.test((text[at - 1] ?? " ") + (text[end] ?? " "));
}

/** Whether it is a key of ours in JSON: a word, at the beginning of an indented line. */
function isKey(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== '"' || !text.startsWith('":', end) || !/^[a-z_]+$/i.test(text.slice(start, end)))
    return false;
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start - 1).trim() === "";
}
