import { append, greatest, pathText } from "../../base";
import type { EffectiveLeaf, EffectiveView } from "./effective-view";

/** The view as YAML, with a comment at each value that says where it comes from. */
export function effectiveText(view: EffectiveView): string {
  const { environment, chain, leaves } = view;
  const lines: { text: string; comment?: string }[] = [];
  let open: readonly (string | number)[] = [];
  for (const { path, value, origin, note } of leaves) {
    const tables = path.slice(0, -1);
    let depth = 0;
    while (depth < tables.length && tables[depth] === open[depth]) depth++;
    for (; depth < tables.length; depth++) lines.push({ text: `${"  ".repeat(depth)}${key(tables[depth])}:` });
    open = tables;
    const indent = "  ".repeat(tables.length);
    const items = Array.isArray(value) && value.some(isTable) ? value : [];
    const first = items.length > 0 ? "" : ` ${flow(value)}`;
    lines.push({
      text: `${indent}${key(path.at(-1))}:${first}`,
      comment: [originText(origin, environment), note].filter((part) => part !== undefined).join("; "),
    });
    append(
      lines,
      items.map((item) => ({ text: `${indent}  - ${flow(item)}` })),
    );
  }
  // A few long values would push all comments off the screen.
  const width = greatest([0, ...lines.map(({ text }) => text.length).filter((length) => length <= 60)]);
  const head = chain.length > 1 ? `, extending ${chain.slice(0, -1).reverse().join(", ")}` : "";
  return `# environment ${environment}${head}\n${lines
    .map(({ text, comment }) => (comment === undefined ? text : `${text.padEnd(width)}  # ${comment}`))
    .join("\n")}\n`;
}

/** The view as one JSON object: `value` nested, `origins` by path. */
export function effectiveJson({ environment, chain, leaves }: EffectiveView): object {
  return {
    environment,
    chain,
    value: nested(leaves),
    origins: Object.fromEntries(leaves.map(({ path, origin }) => [pathText(path), originText(origin, environment)])),
  };
}

function nested(leaves: readonly EffectiveLeaf[]): object {
  const below = new Map<string, EffectiveLeaf[]>();
  const entries: [string, unknown][] = [];
  for (const leaf of leaves) {
    const [name = "", ...rest] = leaf.path.map(String);
    if (rest.length === 0) entries.push([name, leaf.value]);
    else below.set(name, [...(below.get(name) ?? []), { ...leaf, path: rest }]);
  }
  for (const [name, inside] of below) entries.push([name, nested(inside)]);
  return Object.fromEntries(entries);
}

function originText(origin: EffectiveLeaf["origin"], environment: string): string {
  if (origin.kind !== "environment") return origin.kind;
  return origin.name === environment ? `environment ${environment}` : `inherited from ${origin.name}`;
}

function key(part: string | number | undefined): string {
  return scalar(String(part));
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isTable(value)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null);
    return entries.length === 0
      ? "{}"
      : `{ ${entries.map(([name, entry]) => `${key(name)}: ${flow(entry)}`).join(", ")} }`;
  }
  return typeof value === "string" ? scalar(value) : String(value);
}

function isTable(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Text that YAML reads back as the same text, also inside brackets; quoted as JSON where in doubt.
function scalar(text: string): string {
  if (/^[1-9]\d*[smhd]$/.test(text)) return text;
  const plain = /^[A-Za-z/][\w./@-]*(?: [\w./@-]+)*(?::\/\/[\w./@-]+)?$/.test(text);
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}
