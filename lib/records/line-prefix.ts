import { afterColours, ESCAPE, withoutColours } from "./colours";

/** Who writes the source of a line before it. */
export type LinePrefix = "compose" | "kubectl" | "stern" | "gh";

/** Names of pods that a ReplicaSet, Job or DaemonSet makes end with five of these; Kubernetes leaves out what could spell a word. */
const POD = "[a-z0-9][a-z0-9.-]{0,250}-[bcdfghjklmnpqrstvwxz2456789]{5}";

const FORMS: Readonly<Record<LinePrefix, RegExp>> = {
  compose: /^([\w.-]{1,255}) +\|(?: |$)/,
  kubectl: /^\[[a-z]+\/[a-z0-9.-]{1,253}\/[a-z0-9-]{1,63}\] /,
  stern: new RegExp(`^(?:[a-z0-9-]{1,63} )?${POD} [a-z0-9-]{1,63} `),
  // A byte order mark may stand in the middle of a line, here one character a byte.
  gh: /^[^\t]{1,250}\t[^\t]{1,250}\t(?:\ufeff|\u00ef\u00bb\u00bf)?(?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z )/,
};

const PREFIXES = Object.keys(FORMS) as LinePrefix[];

/** In messages. */
export const prefixNames: Readonly<Record<LinePrefix, string>> = {
  compose: "docker compose logs",
  kubectl: "kubectl logs --prefix",
  stern: "stern",
  gh: "gh run view --log",
};

/** What these tools write between events: containers that come and go. */
const OF_TOOL =
  /^(?:Attaching to |[\w.-]+ exited with code \d+$|Gracefully stopping\b|[+-] [a-z0-9.-]+ \u203a [a-z0-9-]+$|\[\+\] Running \d| ?[\u2800-\u28ff] |$)/;

/** Of lines that are not a tool's own, so many have the prefix. */
const SHARE = 0.9;

/**
 * The prefix that nearly all lines of a source have. A name and a bar are those of docker compose if the name ends with the number of a
 * container, or if the bars stand below each other and JSON follows: a level and a bar are an application's.
 */
export function prefixOf(lines: readonly string[]): LinePrefix | undefined {
  const written = lines
    .map((line) => withoutColours(line.slice(0, LONGEST_PREFIX)))
    .filter((line) => !OF_TOOL.test(line));
  return PREFIXES.find((prefix) => {
    const found = written.flatMap((line) => {
      const match = FORMS[prefix].exec(line);
      return match === null ? [] : [match];
    });
    if (found.length === 0 || found.length < written.length * SHARE) return false;
    if (prefix !== "compose") return true;
    // Containers have numbers; names of one's own choosing are told by what follows.
    if (found.every(([, name = ""]) => /[-_]\d+$/.test(name))) return true;
    const columns = new Set(found.map(([text]) => text.indexOf("|")));
    const withJson = found.filter(({ 0: text, input }) => input[text.length] === "{").length;
    return columns.size === 1 && withJson * 2 >= found.length;
  });
}

/** Bytes of a prefix, with its colours. */
export const LONGEST_PREFIX = 700;

/**
 * The offset of the event in a line that has the prefix, and `end` for a line of the tool itself; undefined for any other line.
 *
 * @param prefix undefined: any of them
 */
export function afterPrefix(
  bytes: Buffer,
  start: number,
  end: number,
  prefix: LinePrefix | undefined,
): number | undefined {
  const head = bytes.toString("latin1", start, Math.min(end, start + LONGEST_PREFIX));
  const plain = withoutColours(head);
  const forms = prefix === undefined ? PREFIXES : [prefix];
  for (const each of forms) {
    const length = FORMS[each].exec(plain)?.[0].length;
    if (length === undefined) continue;
    const at = start + lengthWithColours(head, length);
    // The end of the prefix's colour; other colours are the event's.
    return bytes[start] === ESCAPE && bytes.toString("latin1", at, at + RESET.length) === RESET
      ? at + RESET.length
      : at;
  }
  return OF_TOOL.test(Buffer.from(plain, "latin1").toString("utf8")) ? end : undefined;
}

const RESET = "\u001b[0m";

/** How many characters of a text are so many without colours. */
function lengthWithColours(text: string, length: number): number {
  const bytes = Buffer.from(text, "latin1");
  let at = 0;
  for (let seen = 0; seen < length && at < bytes.length; seen++) {
    at = afterColours(bytes, at, bytes.length);
    at++;
  }
  return at;
}
