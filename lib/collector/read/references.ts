/**
 * Whether a value holds something that the collector fills in when it starts: `${env:TOKEN}`, `${TOKEN}`, `${file:tls.yaml}`. Nothing is
 * known of such a value: neither its type nor what it says. `$${env:TOKEN}` is a text, in which `$$` stands for `$`.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export function isFilledIn(value: unknown): boolean {
  return typeof value === "string" && /(?<!\$)(?:\$\$)*\$\{/.test(value);
}

/** A text that is known as a whole, with `$$` read as the collector reads it; undefined for what is no text or is filled in at start. */
export function knownText(value: unknown): string | undefined {
  return typeof value !== "string" || isFilledIn(value) ? undefined : value.replaceAll("$$", "$");
}
