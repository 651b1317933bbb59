/**
 * What a part of a schema expects, and how to write it, in words. It is the message of the issues of that part;
 * {@link shapeFindings} turns it into findings.
 */
export interface ShapeExpectation {
  /** Completes "... is not": `a duration`. */
  readonly noun: string;

  /** What to write, in a sentence. */
  readonly fix: string;

  /** Keys or values that are allowed, for suggestions. */
  readonly among?: readonly string[];

  /** True if the value may be a secret that was written by mistake: it is not shown. */
  readonly hidden?: boolean;
}

/** What is wrong, for issues that "... is not a ..." does not describe. */
export interface Objection {
  /** `empty`: there must be at least one entry. */
  readonly kind: "wrong-value" | "missing-key" | "empty";
  readonly message: string;
  readonly fix: string;
}

/** An expectation, as the message of an issue. */
export function expected(noun: string, fix: string, among?: readonly string[], hidden?: boolean): string {
  return JSON.stringify({ noun, fix, among, hidden } satisfies { [Key in keyof ShapeExpectation]: unknown });
}

/** An objection as the message of an issue. */
export function objection(kind: Objection["kind"], message: string, fix: string): string {
  return JSON.stringify({ kind, message, fix } satisfies Objection);
}

/** The expectation in an issue's message; undefined if there is none. */
export function readExpectation(message: string): ShapeExpectation | undefined {
  return message.startsWith('{"noun":') ? (JSON.parse(message) as ShapeExpectation) : undefined;
}

/** The objection in an issue's message; undefined if there is none. */
export function readObjection(message: string): Objection | undefined {
  return message.startsWith('{"kind":') ? (JSON.parse(message) as Objection) : undefined;
}
