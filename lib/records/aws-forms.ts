import type { AwsForm } from "./aws-form";
import { insightsForms } from "./insights-forms";
import { yamlScalar } from "./yaml-scalar";

const TOKENS = String.raw`[bf]\/\d{20,}(?:\/s)?\t[bf]\/\d{20,}(?:\/s)?|None|[A-Za-z0-9_-]{60,}`;

/**
 * `--output text`: the values of an event in the order of their names, with tabs between them. The message may have tabs and line
 * breaks; the timestamp ends the event.
 *
 *     EVENTS  <event ID>  <ingestion time>  <stream>  <message>  <timestamp>
 *     EVENTS  <ingestion time>  <message>  <timestamp>
 */
const TEXT: AwsForm = {
  begins: /^EVENTS\t(?:\d{20,}\t\d{13}\t|\d{13}\t)/,
  field: undefined,
  ends: /\t\d{13}$/,
  isOver: undefined,
  around: new RegExp(String.raw`^(?:SEARCHEDLOGSTREAMS\t.*|${TOKENS})$`),
  read: reader(/^EVENTS\t(?:\d{20,}\t\d{13}\t[^\t\n]*\t|\d{13}\t)([^]*)\t(\d{13})$/),
};

/** `--output table`: the same values between bars. Blanks at the end of a message are lost among those of the table. */
const TABLE: AwsForm = {
  begins: /^\|{1,2}\s+(?:\d{20,}\s*\|\s+)?\d{13}\s*\|/,
  field: undefined,
  ends: /\|\s+\d{13}\s*\|{1,2}$/,
  isOver: undefined,
  around: /^(?:-{5,}|\|*\+[-+]*\+\|*|\|.*\|)$/,
  read: reader(/^\|{1,2}\s+(?:\d{20,}\s*\|\s+\d{13}\s*\|[^|]*\|| *\d{13}\s*\|) {2}([^]*?)\s*\|\s+(\d{13})\s*\|{1,2}$/),
};

/** `--output yaml` and `yaml-stream`. */
const YAML: AwsForm = {
  // What continues a message is indented by more.
  begins: /^(?: {2})?- (?:eventId|ingestionTime|message|timestamp):/,
  field: undefined,
  ends: undefined,
  isOver: /^(?:- | {2})?(?:events|searchedLogStreams|next(?:Forward|Backward)?Token):/,
  around:
    /^(?:- | {2})?(?:events|searchedLogStreams|next(?:Forward|Backward)?Token):|^ {0,4}(?:- logStreamName| {2}searchedCompletely):|^ {2,6}\S{40,}$/,
  read: yamlEvent,
};

const FORMS: readonly AwsForm[] = [TEXT, TABLE, YAML, ...insightsForms];

/** The form of an event that begins with the line. */
export function formOf(line: string): AwsForm | undefined {
  return FORMS.find(({ begins }) => begins.test(line));
}

/** Whether the line may stand before the first event. */
export function isAroundEvents(line: string): boolean {
  return FORMS.some(({ around }) => around.test(line));
}

function reader(event: RegExp): AwsForm["read"] {
  return (text) => {
    const [, message, at] = event.exec(text) ?? [];
    return message === undefined || at === undefined ? undefined : { message, at };
  };
}

function yamlEvent(text: string): ReturnType<AwsForm["read"]> {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  const key = new RegExp(String.raw`^(?: {${indent}}- | {${indent + 2}})(\w+):(?: (.*)|)$`, "s");
  const values = new Map<string, string[]>();
  let open: string[] = [];
  for (const line of text.split("\n")) {
    const [found, name = "", value = ""] = key.exec(line) ?? [];
    if (found === undefined) open.push(line);
    else values.set(name, (open = [value]));
  }
  const message = yamlScalar(values.get("message") ?? []);
  const at = yamlScalar(values.get("timestamp") ?? []);
  return message === undefined || at === undefined || !/^\d{13}$/.test(at) || !values.has("message")
    ? undefined
    : { message, at };
}
