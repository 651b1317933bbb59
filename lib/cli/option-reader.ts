import { didYouMean, listed, own, line } from "../base";
import type { Arguments } from "./command";

/** Reads the values of options and collects what is wrong with them, so that one call names every mistake. */
export class OptionReader {
  /** What is wrong so far, a line each. */
  readonly problems: string[] = [];

  constructor(private readonly values: Arguments["values"]) {}

  has(name: string): boolean {
    return own(this.values, name) !== undefined;
  }

  flag(name: string): boolean {
    return own(this.values, name) === true;
  }

  text(name: string): string | undefined {
    const value = own(this.values, name);
    return typeof value === "string" ? value : undefined;
  }

  texts(name: string): string[] {
    return [own(this.values, name)].flat().filter((value) => typeof value === "string");
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = allowed.find((each) => each === value);
    if (value !== undefined && found === undefined)
      this.problems.push(line`--${name} ${value}: use one of ${listed(allowed)}.${didYouMean(value, allowed)}`);
    return found;
  }

  /**
   * A value that `read` understands.
   *
   * @param form what to give, such as `a percentage from 0 to 100`
   * @param hint what may be meant, in a sentence with a blank before it
   */
  parsed<T>(
    name: string,
    form: string,
    read: (value: string) => T | undefined,
    hint: (value: string) => string = () => "",
  ): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = read(value);
    if (found === undefined) {
      const near = hint(value);
      this.problems.push(line`--${name} ${value}: give ${form}${near === "" ? "" : `.${near}`}`);
    }
    return found;
  }

  /**
   * Values of the form `NAME=VALUE`.
   *
   * @param form as the user writes it, such as `NAME=GLOB`
   */
  pairs(name: string, form: string): (readonly [name: string, value: string])[] {
    return this.texts(name).flatMap((value) => {
      const at = value.indexOf("=");
      if (at > 0 && at < value.length - 1) return [[value.slice(0, at), value.slice(at + 1)] as const];
      this.problems.push(line`--${name} ${value}: write --${name} ${form}`);
      return [];
    });
  }

  /** Reports what `read` throws for a value. */
  attempt(name: string, value: string, read: () => unknown): void {
    try {
      read();
    } catch (error) {
      this.problems.push(line`--${name} ${value}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Options whose empty value would silently mean something else. */
  needValues(names: readonly string[]): void {
    for (const name of names) if (this.texts(name).includes("")) this.problems.push(`--${name} needs a value`);
  }

  need(isTrue: boolean, problem: string): void {
    if (!isTrue) this.problems.push(problem);
  }
}
