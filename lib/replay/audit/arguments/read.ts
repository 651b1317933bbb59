import { isRecord, own } from "../../../base";
import type { Written, WrittenResource } from "../../../terraform";

/** The arguments of a resource, or of a block in it, by their kinds. */
export class Arguments {
  readonly #arguments: Readonly<Record<string, Written>>;
  readonly #prefix: string;

  constructor(given: Readonly<Record<string, Written>>, prefix = "") {
    this.#arguments = given;
    this.#prefix = prefix;
  }

  static of({ arguments: given }: WrittenResource): Arguments {
    return new Arguments(given);
  }

  /** The argument's place in the resource: `metric_query[0].id`. */
  place(name: string): string {
    return this.#prefix + name;
  }

  /** Whether nothing is given: not even a value that is not known. An empty text, list or block is nothing. */
  isAbsent(name: string): boolean {
    if (!Object.hasOwn(this.#arguments, name)) return true;
    const value = own(this.#arguments, name);
    return value === null || value === "" || (Array.isArray(value) && value.length === 0);
  }

  /** Whether it is not there at all, not even empty. */
  isLeftOut(name: string): boolean {
    return this.isAbsent(name) && this.#own(name) !== "";
  }

  isGiven(name: string): boolean {
    return !this.isAbsent(name);
  }

  /** A text, or a number or a truth as one; undefined: not given, not known, or none. */
  text(name: string): string | undefined {
    const value = this.#own(name);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;
  }

  number(name: string): number | undefined {
    const text = this.text(name)?.trim();
    const value = text === undefined || text === "" ? NaN : Number(text);
    return Number.isNaN(value) ? undefined : value;
  }

  /** False where it is not given; undefined: not known. */
  isTrue(name: string): boolean | undefined {
    if (this.isAbsent(name)) return false;
    const text = this.text(name);
    return text === undefined ? undefined : text === "true";
  }

  /** The texts of a list that are known, with their places. */
  texts(name: string): readonly (readonly [place: string, text: string])[] {
    const value = this.#own(name);
    if (!Array.isArray(value)) return [];
    return (value as readonly Written[]).flatMap((item, at) =>
      typeof item === "string" ? [[this.place(`${name}[${at}]`), item] as const] : [],
    );
  }

  /** How many items a list has, known or not. */
  count(name: string): number {
    const value = this.#own(name);
    return Array.isArray(value) ? value.length : 0;
  }

  /** The entries of a map that is known; values that are not known are undefined. */
  entries(name: string): readonly (readonly [key: string, value: string | undefined])[] {
    const value = this.#own(name);
    if (!isRecord(value)) return [];
    return Object.entries(value).map(([key, one]) => [
      key,
      typeof one === "object" || one === undefined ? undefined : String(one),
    ]);
  }

  /** Blocks of a name. */
  blocks(name: string): readonly Arguments[] {
    const value = this.#own(name);
    const items: readonly unknown[] = Array.isArray(value) ? value : isRecord(value) ? [value] : [];
    return items.flatMap((item, at) =>
      isRecord(item)
        ? [new Arguments(item as Readonly<Record<string, Written>>, `${this.place(`${name}[${at}]`)}.`)]
        : [],
    );
  }

  #own(name: string): Written {
    return own(this.#arguments, name);
  }
}
