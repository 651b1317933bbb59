/** What a function of OTTL takes, as `OttlSignatureFacts` has it; `any` for one that is not asked for its arguments, undefined for what is not understood here. */
export type Takes = readonly string[] | "any" | undefined;

/** A file of Go code, and the folder of its package. */
export interface GoFile {
  readonly folder: string;
  readonly text: string;
}

/**
 * The functions that code makes, `ottl.NewFactory("name", &Arguments[K]{}, ...)`, with the exported fields of their structs, which are their
 * arguments in this order.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/functions.go
 */
export function functionsIn(files: readonly GoFile[]): ReadonlyMap<string, Takes> {
  const constants = new Map(
    files.flatMap(({ text }) =>
      [...text.matchAll(/\b(\w+)\s*=\s*"([A-Za-z]\w*)"/g)].map(([, name = "", value = ""]) => [name, value] as const),
    ),
  );
  const structs = new Map(
    files.flatMap(({ folder, text }) =>
      [...text.matchAll(/^type (\w+)(?:\[K any\])? struct \{([^}]*)\}/gm)].map(
        ([, name = "", body = ""]) => [`${folder} ${name}`, argumentsOf(body)] as const,
      ),
    ),
  );
  const found = new Map<string, Takes>();
  for (const { folder, text } of files)
    for (const [, literal, constant = "", rest = ""] of text.matchAll(
      /\bottl\.NewFactory\w*(?:\[[^\]]*\])?\(\s*(?:"(\w+)"|(\w+))\s*,([^,]*)/g,
    )) {
      const name = literal ?? constants.get(constant);
      if (name === undefined) continue;
      const [, struct] = /^\s*&(\w+)(?:\[\w+\])?\{\}\s*$/.exec(rest) ?? [];
      const takes: Takes = rest.trim() === "nil" ? "any" : structs.get(`${folder} ${struct ?? ""}`);
      // One name may stand for several functions in different contexts.
      const isKnown = !found.has(name) || JSON.stringify(found.get(name)) === JSON.stringify(takes);
      found.set(name, isKnown ? takes : undefined);
    }
  return found;
}

/** The fields of a struct; undefined if one of them is not an argument as others are. */
function argumentsOf(body: string): Takes {
  const fields = body
    .split("\n")
    .map((line) => line.replace(/\/\/.*$/, "").trim())
    .filter((line) => line !== "")
    .map(argumentOf);
  return fields.every((each) => each !== undefined) ? fields : undefined;
}

function argumentOf(line: string): string | undefined {
  const [, name = "", written = ""] = /^([A-Z]\w*)\s+([^`]+?)\s*(?:`.*`)?$/.exec(line) ?? [];
  const [, optional] = /^ottl\.Optional\[(.*)\]$/.exec(written) ?? [];
  const kind = kindOf(optional ?? written);
  return kind === undefined ? undefined : `${name}${optional === undefined ? "" : "?"}:${kind}`;
}

function kindOf(written: string): string | undefined {
  const type = written.replace(/^\*/, "");
  if (type === "[]byte") return "bytes";
  const [, element] = /^\[\](.*)$/.exec(type) ?? [];
  if (element !== undefined) {
    const kind = kindOf(element);
    return kind === undefined || kind.startsWith("[]") ? undefined : `[]${kind}`;
  }
  const [, name = ""] = /^(?:ottl\.)?(\w+)(?:\[[^[\]]*\])?$/.exec(type) ?? [];
  return kinds.get(name) ?? (/^[A-Z]\w*Getter$/.test(name) ? "value" : undefined);
}

const kinds: ReadonlyMap<string, string> = new Map([
  ["Setter", "path"],
  ["GetSetter", "path"],
  ["PMapGetSetter", "path"],
  ["PSliceGetSetter", "path"],
  ["Getter", "value"],
  ["FunctionGetter", "function"],
  ["LambdaExpression", "lambda"],
  ["Enum", "enum"],
  ["string", "string"],
  ["float64", "float"],
  ["int64", "int"],
  ["bool", "bool"],
]);
