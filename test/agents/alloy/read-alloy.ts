/** A value of Alloy's syntax as it was written; an expression that is no value is `{ expression }`. */
export type ReadValue = string | number | boolean | ReadValue[] | { readonly [key: string]: ReadValue };

export interface ReadBlock {
  readonly name: string;
  readonly label: string | undefined;
  readonly arguments: Readonly<Record<string, ReadValue>>;
  readonly blocks: readonly ReadBlock[];
}

/** Reads as much of Alloy's syntax as our printer writes, by a grammar of its own. @throws Error for anything else */
export function readAlloy(text: string): readonly ReadBlock[] {
  const tokens = [...text.matchAll(/\/\/.*|"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w.]*|\d+(?:\.\d+)?|[{}[\](),=+]|\n|[^\s]/g)]
    .map(([token]) => token)
    .filter((token) => !token.startsWith("//"));
  let at = 0;
  /** The next token that does not end a line. */
  const next = (): string | undefined => {
    while (tokens[at] === "\n") at++;
    return tokens[at];
  };
  const take = (expected: RegExp) => {
    const token = tokens[at] ?? "";
    if (!expected.test(token)) throw new Error(`${expected.source} expected at token ${at}: ${JSON.stringify(token)}`);
    at++;
    return token;
  };
  const value = (): ReadValue => {
    const token = tokens[at] ?? "";
    if (token === "[") {
      at++;
      const items: ReadValue[] = [];
      while (next() !== "]") {
        items.push(value());
        if (tokens[at] === ",") at++;
      }
      take(/^\]$/);
      return items;
    }
    if (token === "{") {
      at++;
      const entries: [string, ReadValue][] = [];
      while (next() !== "}") {
        const key = take(/^(?:"[^]*"|[A-Za-z_]\w*)$/);
        take(/^=$/);
        entries.push([key.startsWith('"') ? (JSON.parse(key) as string) : key, value()]);
        take(/^,$/);
      }
      take(/^\}$/);
      return Object.fromEntries(entries);
    }
    const from = at;
    while (at < tokens.length && !/^[\n,\]}]$/.test(tokens[at] ?? "")) at++;
    const [only, more] = tokens.slice(from, at);
    if (more !== undefined) return { expression: tokens.slice(from, at).join("") };
    if (only?.startsWith('"') === true) return JSON.parse(only) as string;
    return only === "true" || only === "false" || /^\d/.test(only ?? "")
      ? (JSON.parse(only ?? "") as number)
      : { expression: only ?? "" };
  };
  const block = (): ReadBlock => {
    const name = take(/^[a-z][\w.]*$/);
    const label = tokens[at]?.startsWith('"') === true ? (JSON.parse(take(/^"/)) as string) : undefined;
    take(/^\{$/);
    const given: [string, ReadValue][] = [];
    const blocks: ReadBlock[] = [];
    while (next() !== "}") {
      if (tokens[at + 1] === "=") {
        const key = take(/^[a-z]\w*$/);
        take(/^=$/);
        given.push([key, value()]);
        take(/^\n$/);
      } else blocks.push(block());
    }
    take(/^\}$/);
    return { name, label, arguments: Object.fromEntries(given), blocks };
  };
  const all: ReadBlock[] = [];
  while (next() !== undefined) all.push(block());
  return all;
}
