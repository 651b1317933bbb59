const width = 140;

/**
 * JSON as people review it: what fits is on one line, so that a target, a place or a threshold is a line of a difference; everything else has
 * a line for each member.
 */
export function jsonText(value: unknown): string {
  return `${textOf(JSON.parse(JSON.stringify(value)), 0)}\n`;
}

/** What stands on one line, however long: a query that changes is one line of a difference. */
const lineEach: ReadonlySet<string> = new Set(["targets", "queries", "target"]);

/** Values of ours are a dozen levels deep. */
function textOf(value: unknown, indent: number, isLine = false): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const short = oneLine(value);
  if (short.length + indent <= width || (isLine && !Array.isArray(value))) return short;
  const inner = " ".repeat(indent + 2);
  const end = `\n${" ".repeat(indent)}`;
  return Array.isArray(value)
    ? `[\n${value.map((item) => inner + textOf(item, indent + 2, isLine)).join(",\n")}${end}]`
    : `{\n${Object.entries(value)
        .map(([key, item]) => `${inner}${JSON.stringify(key)}: ${textOf(item, indent + 2, lineEach.has(key))}`)
        .join(",\n")}${end}}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
