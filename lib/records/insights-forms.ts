import type { AwsForm } from "./aws-form";
import { groupOfLog } from "./unwrap";
import { yamlScalar } from "./yaml-scalar";

/**
 * Rows of `aws logs get-query-results` with `--output text`: a line for each field.
 *
 *     RESULTS  @timestamp  2026-11-21 10:00:00.000
 *     RESULTS  @message    <message, over one or more lines>
 */
const TEXT: AwsForm = {
  begins: /^RESULTS\t[^\t]+\t/,
  field: /^RESULTS\t([^\t]+)\t/,
  ends: undefined,
  isOver: /^STATISTICS\t[\d.\t]+$/,
  around:
    /^(?:(?:arn:\S+\t)?(?:(?:CWLI|SQL|PPL)\t)?(?:Complete|Running|Scheduled|Failed|Cancelled|Timeout|Unknown)|STATISTICS\t[\d.\t]+)$/,
  read: (text) => rowOf(fieldsOf(text, /^RESULTS\t([^\t]+)\t/)),
};

const TABLE_FIELD = /^\|\| {2}(@?[A-Za-z_][\w.@()*-]*) *\| {2}/;

/** The same with `--output table`. Blanks at the end of a message are lost among those of the table. */
const TABLE: AwsForm = {
  // Tables of other answers have two columns as well.
  begins: /^\|\| {2}@[a-zA-Z]+ *\| {2}/,
  field: TABLE_FIELD,
  ends: undefined,
  isOver: /^\|\+-[-+]*\+\|$/,
  around: /^(?:-{5,}|\|*\+[-+]*\+\|*|\|.*\|)$/,
  read: (text) => rowOf(fieldsOf(text, TABLE_FIELD), (value) => value.replace(/ *\|\|$/, "").trimEnd()),
};

/** The same with `--output yaml`. */
const YAML: AwsForm = {
  begins: /^(?: {2})?- - (?:field|value):/,
  field: undefined,
  ends: undefined,
  isOver: /^(?:- | {2})?(?:results|statistics|status|queryLanguage|encryptionKey):/,
  around:
    /^(?:- | {2})?(?:results|statistics|status|queryLanguage|encryptionKey):|^ {2,4}(?:records|logGroups|bytes|estimated)\w+: /,
  read: (text) => rowOf(yamlFields(text)),
};

export const insightsForms: readonly AwsForm[] = [TEXT, TABLE, YAML];

type Fields = ReadonlyMap<string, string>;

function rowOf(fields: Fields, clean = (value: string): string => value): ReturnType<AwsForm["read"]> {
  const message = fields.get("@message");
  const logGroup = groupOfLog(clean(fields.get("@log") ?? ""));
  if (message === undefined) return undefined;
  return { message: clean(message), at: clean(fields.get("@timestamp") ?? ""), logGroup };
}

/** The values of lines each of which names its field; other lines continue the value before. */
function fieldsOf(text: string, field: RegExp): Fields {
  const fields = new Map<string, string[]>();
  let open: string[] = [];
  for (const line of text.split("\n")) {
    const [found, name = ""] = field.exec(line) ?? [];
    if (found === undefined) open.push(line);
    else fields.set(name, (open = [line.slice(found.length)]));
  }
  return new Map([...fields].map(([name, lines]) => [name, lines.join("\n")]));
}

function yamlFields(text: string): Fields {
  const scalars: { readonly key: string; readonly lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const [, key, value = ""] = /^ {0,6}(?:- ){0,2}(field|value):(?: (.*)|)$/s.exec(line) ?? [];
    if (key === undefined) scalars.at(-1)?.lines.push(line);
    else scalars.push({ key, lines: [value] });
  }
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const { key, lines } of scalars) {
    const value = yamlScalar(lines);
    if (key === "field") name = value;
    else if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  return fields;
}
