declare const isReference: unique symbol;

/** A value that the collector fills in when it starts. Make one with {@link env} or {@link expand}. */
export interface Reference {
  readonly [isReference]: true;
}

/** A text, as it is: a `$` in it is written `$$`, so that the collector keeps it. */
export type Text = string | Reference;

/** The length of a time, as Go writes it: `200ms`, `1m30s`. */
export type Duration = Span | `${Span}${Span}` | Reference;

type Span = `${number}${"ns" | "us" | "ms" | "s" | "m" | "h"}`;

/** What the collector reads for a {@link Reference}: `Bearer ${env:TOKEN}`. */
const written = new WeakMap<Reference, string>();

/**
 * The value of an environment variable of the collector.
 *
 * @param fallback what stands in for a variable that is not set
 * @throws {TypeError} for a name that the collector would not read
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export function env(name: string, fallback?: string): Reference {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new TypeError(
      `${JSON.stringify(name)} is not the name of an environment variable: write letters, digits and _`,
    );
  if (fallback !== undefined && /[{}$]/.test(fallback))
    throw new TypeError(`the fallback of ${name} may not have $, { or }, which the collector would read`);
  return reference(`\${env:${name}${fallback === undefined ? "" : `:-${fallback}`}}`);
}

/** A text with references in it: `` expand`Bearer ${env("TOKEN")}` ``. */
export function expand(texts: TemplateStringsArray, ...values: readonly Text[]): Reference {
  return reference(
    texts
      .map((text, index) => literal(text) + (index < values.length ? writtenText(values[index] ?? "") : ""))
      .join(""),
  );
}

export function isReferenceTo(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && written.has(value as Reference);
}

/** A text as the collector reads it. */
export function writtenText(value: Text): string {
  return typeof value === "string" ? literal(value) : (written.get(value) ?? "");
}

function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

function reference(text: string): Reference {
  const made = Object.freeze({}) as Reference;
  written.set(made, text);
  return made;
}
