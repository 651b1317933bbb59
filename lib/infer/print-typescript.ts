import type { Path } from "../base";
import { type Comment, commentsOf } from "./comments";
import type { Inferred } from "./inferred";

/** Characters of a line of code, and of a comment. */
const WIDTH = 120;

/** The contract as a module in TypeScript. */
export function inferredTypeScript(inferred: Inferred): string {
  const { definition } = inferred;
  const comments = commentsOf(inferred);
  const imports = definition.extends === undefined ? "defineContract" : "defineContract, presets";
  const head = comments.filter(({ path }) => path.length === 0).flatMap(({ text }) => commentLines(text, ""));
  const body = object(definition, [], "", comments);
  return `import { ${imports} } from "sightline/contract";\n\n${head.join("\n")}\nexport const ${identifier(definition.name)} = defineContract(${body});\n`;
}

/** `order-worker` is `orderWorker`; a word of the language gets a word more. */
function identifier(name: string): string {
  const camel = name.replaceAll(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
  return reserved.has(camel) ? `${camel}Contract` : camel;
}

const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default defineContract delete do else enum eval export extends false finally " +
    "for function if implements import in instanceof interface let new null package private protected public return static super " +
    "switch this throw true try typeof undefined var void while with yield presets"
  ).split(" "),
);

function object(value: object, path: Path, indent: string, comments: readonly Comment[]): string {
  const inner = `${indent}  `;
  const lines = Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    const at = [...path, key];
    const above = comments
      .filter((comment) => isSame(comment.path, at))
      .flatMap(({ text }) => commentLines(text, inner));
    return [...above, `${inner}${keyText(key)}: ${valueText(part, at, inner, comments)},`];
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

function valueText(value: unknown, path: Path, indent: string, comments: readonly Comment[]): string {
  const [key] = path.slice(-1);
  // Presets are found by their name.
  if (path.length === 1 && key === "extends")
    return /^\w+$/.test(String(value)) ? `presets.${String(value)}` : `presets[${JSON.stringify(value)}]`;
  const has = comments.some(
    (comment) => comment.path.length > path.length && isSame(comment.path.slice(0, path.length), path),
  );
  const inline = inlineText(value);
  if (typeof value !== "object" || value === null) return inline;
  const isShort = indent.length + String(key).length + 3 + inline.length < WIDTH;
  if (Array.isArray(value)) {
    if (isShort) return inline;
    const items = value.map((item) => `${indent}  ${inlineText(item)},`);
    return `[\n${items.join("\n")}\n${indent}]`;
  }
  const isTable = path.length === 1 && key !== "line";
  return isShort && !has && !isTable ? inline : object(value, path, indent, comments);
}

function inlineText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(([key, part]) => `${keyText(key)}: ${inlineText(part)}`);
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
  if (typeof value === "string" && value.includes('"') && !/['\\]/.test(value)) return `'${value}'`;
  return typeof value === "number" && Object.is(value, -0) ? "-0" : JSON.stringify(value);
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : inlineText(key);
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}

/** The text is already without line breaks and characters that end a comment. */
function commentLines(text: string, indent: string): string[] {
  const lines: string[] = [];
  let open = `${indent}//`;
  for (const word of text.split(" ")) {
    if (open.length + 1 + word.length > WIDTH && open.length > indent.length + 2) {
      lines.push(open);
      open = `${indent}//`;
    }
    open += ` ${word}`;
  }
  return [...lines, open];
}
