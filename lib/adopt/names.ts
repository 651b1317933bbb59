/** Names of a configuration: `/aws/lambda/Orders-API` is `orders-api`. */
const shape = /^(?!(?:constructor|prototype)$)[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;

/** Longest that is made of a name of AWS. */
const longest = 60;

/** The words of a text in lower case: `OrdersAPI-5xx` is orders, api, 5xx. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Words as a name, which begins with `prefix` where the words do not begin with a letter. */
export function nameOf(words: readonly string[], prefix: string, joint: "-" | "_"): string {
  const kept = /^[a-z]/.test(words[0] ?? "") ? words : [prefix, ...words];
  let name = "";
  for (const word of kept) {
    const next = name === "" ? word : `${name}${joint}${word}`;
    if (next.length > longest) break;
    name = next;
  }
  return shape.test(name) ? name : prefix;
}

/** The words without those of others at both ends: names in AWS repeat project, environment and service. */
export function trimmed(words: readonly string[], others: ReadonlySet<string>): readonly string[] {
  let [from, to] = [0, words.length];
  while (from < to && others.has(words[from] ?? "")) from++;
  while (from < to && others.has(words[to - 1] ?? "")) to--;
  return from === to ? words : words.slice(from, to);
}

/** Names that are each given once: the second `errors` is `errors-2`. */
export class FreeNames {
  private readonly taken = new Set<string>();

  constructor(private readonly joint: "-" | "_") {}

  take(name: string): string {
    for (let number = 1; ; number++) {
      const free = number === 1 ? name : `${name}${this.joint}${number}`;
      if (this.taken.has(free)) continue;
      this.taken.add(free);
      return free;
    }
  }
}
