/** A name of the configuration as people say it: `error_rate` is `Error rate`. */
export function spoken(name: string): string {
  const words = name
    .split(/[_-]+/)
    .filter((word) => word !== "")
    .map((word) => (acronyms.has(word.toLowerCase()) ? word.toUpperCase() : word))
    .join(" ");
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

const acronyms: ReadonlySet<string> = new Set([
  "api",
  "cpu",
  "db",
  "dns",
  "http",
  "id",
  "io",
  "llm",
  "sla",
  "slo",
  "sql",
  "tls",
  "ttl",
  "url",
  "usd",
]);
