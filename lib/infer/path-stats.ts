import { isTimestamp } from "../contract";
import { isCard, isMasked, type Sensitive, sensitiveIn } from "./sensitive";

/** Different values of a field that are remembered; a field with more has any number of them. */
const MOST_VALUES = 64;

/** Longest value that is remembered, and shown. */
const LONGEST_VALUE = 80;

/** What was seen at one path of the lines, in bounded memory. */
export class PathStats {
  /** Lines that have the path, with null or anything else. */
  lines = 0;
  nulls = 0;
  texts = 0;
  /** Of the texts: those in RFC 3339, as long as all of them are. */
  timestamps = 0;
  integers = 0;
  fractions = 0;
  flags = 0;
  objects = 0;
  textLists = 0;
  otherLists = 0;
  emptyLists = 0;
  least = Infinity;
  greatest = -Infinity;

  /** A value to show; none of what is suspected to be sensitive. */
  example: string | number | boolean | undefined;

  /** Values by what they seem to be. */
  readonly sensitive = new Map<Sensitive, number>();

  /** Values so far when one was new for the last time. */
  lastNew = 0;

  #values: Map<string | number, number> | undefined = new Map();
  #line = -1;

  /** @param isSecret whether the key says that no value may be shown */
  constructor(
    readonly path: string,
    private readonly isSecret = false,
  ) {}

  /** The different values and how often they occur, the first one first; undefined where they are too many, too long, or sensitive. */
  get values(): ReadonlyMap<string | number, number> | undefined {
    return this.#values;
  }

  /** Values that are not null. */
  get filled(): number {
    return this.lines - this.nulls;
  }

  /** Counts a line that has the path. Returns false where that line has it already: hostile keys may spell one path twice. */
  enter(line: number): boolean {
    if (this.#line === line) return false;
    this.#line = line;
    this.lines++;
    return true;
  }

  text(value: string): void {
    const isOfTimes = this.timestamps === this.texts;
    this.texts++;
    const known = this.#values?.get(value);
    if (known !== undefined) {
      if (isOfTimes) this.timestamps++;
      this.#values?.set(value, known + 1);
      return;
    }
    if (isOfTimes && isTimestamp(value)) this.timestamps++;
    const kind = this.isSecret ? (isMasked(value) ? undefined : "secret by its name") : sensitiveIn(value);
    if (kind !== undefined) this.#suspect(kind);
    else this.#see(value, value.length <= LONGEST_VALUE);
  }

  number(value: number): void {
    if (Number.isInteger(value)) this.integers++;
    else this.fractions++;
    this.#number(value);
  }

  /** A number that is written with a fraction or an exponent, whatever its value. */
  decimal(value: number): void {
    this.fractions++;
    this.#number(value);
  }

  #number(value: number): void {
    if (value < this.least) this.least = value;
    if (value > this.greatest) this.greatest = value;
    if (this.isSecret) this.#suspect("secret by its name");
    else if (value >= 3e12 && Number.isInteger(value) && isCard(String(value))) this.#suspect("card number");
    else this.#see(value, true);
  }

  flag(value: boolean): void {
    this.flags++;
    this.example ??= value;
  }

  #suspect(kind: Sensitive): void {
    this.sensitive.set(kind, (this.sensitive.get(kind) ?? 0) + 1);
    this.#values = undefined;
  }

  #see(value: string | number, isShort: boolean): void {
    if (isShort) this.example ??= value;
    const values = this.#values;
    if (values === undefined) return;
    const count = values.get(value);
    if (count === undefined) {
      if (!isShort || values.size === MOST_VALUES) {
        this.#values = undefined;
        return;
      }
      this.lastNew = this.texts + this.integers + this.fractions;
    }
    values.set(value, (count ?? 0) + 1);
  }
}
