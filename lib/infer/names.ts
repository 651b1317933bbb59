import type { StandardUnit } from "../aws";
import { visible } from "../base";
import { keysOf } from "../contract";

/** Longest name of a field, an event or a value that is declared. */
const LONGEST = 120;

/**
 * Whether a text from the lines may be a name in code and in YAML: what nobody sees, what is not printed as it is, and names that would
 * change what objects are, are not.
 */
export function isLegible(text: string): boolean {
  return (
    text !== "" &&
    text.length <= LONGEST &&
    text.trim() === text &&
    visible(text) === text &&
    !text.includes("##") &&
    !text.startsWith("::") &&
    !refused.has(text)
  );
}

const refused: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The words of a name in any style: `responseTimeMs` and `response_time_ms` are response, time, ms. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== "");
}

/** A name without its style, by which the check of lines finds fields that are written in another one. */
export function withoutStyle(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{Nd}]/gu, "");
}

const units: readonly (readonly [StandardUnit, RegExp])[] = [
  ["Milliseconds", /(?:^| )(?:ms|msec|millis|milliseconds?)$|(?:^| )(?:ms|millis) /],
  ["Microseconds", /(?:^| )(?:us|usec|micros|microseconds?)$/],
  ["Seconds", /(?:^| )(?:s|sec|secs|seconds?)$/],
  ["Bytes", /(?:^| )bytes$|(?:^| )bytes (?:sent|received|read|written|in|out)$/],
  ["Kilobytes", /(?:^| )(?:kb|kilobytes)$/],
  ["Megabytes", /(?:^| )(?:mb|megabytes)$/],
  ["Gigabytes", /(?:^| )(?:gb|gigabytes)$/],
  ["Percent", /(?:^| )(?:percent|pct|percentage)$/],
  ["Count", /(?:^| )(?:count|tokens|retries|attempts)$/],
  ["None", /(?:^| )(?:usd|eur)$/],
];

/** Words of a time that something took, without a unit. */
const DURATION =
  /(?:^| )(?:duration|latency|elapsed|took|(?:response|request|processing|execution|query|elapsed|upstream response|target processing|total) time|runtime)$/;

export interface Range {
  readonly least: number;
  readonly greatest: number;
  /** Whether some have fractions. */
  readonly hasFractions: boolean;
}

/** The unit that a number's name suggests, where its values allow it. */
export function unitOf(field: string, range: Range): StandardUnit | undefined {
  if (range.least < 0) return undefined;
  const words = wordsOf(keysOf(field).at(-1) ?? field).join(" ");
  const said = units.find(([, form]) => form.test(words))?.[0];
  if (said !== undefined) return said === "Percent" && range.greatest > 10_000 ? undefined : said;
  return DURATION.test(words) ? durationUnit(range) : undefined;
}

/** Seconds have fractions and are few; milliseconds of more than a day, or nanoseconds, are not guessed. */
function durationUnit({ greatest, hasFractions }: Range): StandardUnit | undefined {
  if (hasFractions && greatest < 10) return "Seconds";
  return greatest <= 86_400_000 ? "Milliseconds" : undefined;
}

/** Whether a field's name is that of a time that something took. */
export function isDuration(field: string): boolean {
  const words = wordsOf(keysOf(field).at(-1) ?? field)
    .filter((word) => !/^(?:ms|us|ns|s|sec|secs|seconds?|millis|milliseconds?)$/.test(word))
    .join(" ");
  return DURATION.test(words);
}

/** Whether a field's name is that of an HTTP status. */
export function isStatus(field: string): boolean {
  const words = wordsOf(keysOf(field).join(" ")).join(" ");
  return /(?:^| )(?:status code|http status|response status|res status|response code|sc status|elb status code|status)$/.test(
    words,
  );
}

/** Names whose values are many in production, however few a recording has. */
const UNBOUNDED =
  /(?:^| )(?:id|ids|uuid|guid|arn|url|uri|path|href|link|host|hostname|pid|tid|thread|version|ip|addr|address|port|agent|message|msg|text|body|title|reason|description|stack|stacktrace|trace|span|hash|digest|key|token|time|timestamp|date|container|pod|instance|file|filename|line|caller|source|request|query|sql|referrer|referer|sha|commit|name space|session)$/;

/** Whether a field's name promises few values, or at least not many. */
export function mayBeBounded(field: string): boolean {
  return !UNBOUNDED.test(wordsOf(keysOf(field).at(-1) ?? field).join(" "));
}

const known: Readonly<Record<string, string>> = {
  bytes: "Size in bytes.",
  pid: "Id of the process.",
  hostname: "Host that wrote the line.",
  host: "Host that wrote the line.",
  logger: "Logger that wrote the line.",
  "logger name": "Logger that wrote the line.",
  thread: "Thread that wrote the line.",
  "thread name": "Thread that wrote the line.",
  caller: "Place in the code that wrote the line.",
  "trace id": "Id of the trace.",
  "span id": "Id of the span.",
  "request id": "Id of the request.",
  "correlation id": "Follows one action through all services.",
  stack: "Stack trace.",
  "stack trace": "Stack trace.",
  "cold start": "Whether the function was started for this invocation.",
};

const unitWords: Readonly<Partial<Record<StandardUnit, string>>> = {
  Milliseconds: "in milliseconds",
  Microseconds: "in microseconds",
  Seconds: "in seconds",
  Bytes: "in bytes",
  Kilobytes: "in kilobytes",
  Megabytes: "in megabytes",
  Gigabytes: "in gigabytes",
  Percent: "in percent",
};

const suffix = /^(?:ms|msec|millis|milliseconds?|us|usec|micros|s|sec|secs|seconds?|bytes|kb|mb|gb|percent|pct)$/;

/** Short words as people write them. */
const written: Readonly<Record<string, string>> = {
  ...{
    req: "request",
    res: "response",
    resp: "response",
    err: "error",
    msg: "message",
    env: "environment",
    db: "database",
  },
  ...{
    url: "URL",
    uri: "URI",
    http: "HTTP",
    ip: "IP",
    sql: "SQL",
    aws: "AWS",
    dns: "DNS",
    tls: "TLS",
    ssl: "TLS",
    uuid: "UUID",
  },
  ...{
    arn: "ARN",
    api: "API",
    cpu: "CPU",
    json: "JSON",
    xray: "X-Ray",
    k8s: "Kubernetes",
    usd: "US dollars",
    ua: "user agent",
  },
};

/** What a field seems to be, by its name: a beginning, to be said better by who knows. */
export function descriptionOf(field: string, unit: StandardUnit | undefined): string {
  const keys = keysOf(field);
  const last = wordsOf(keys.at(-1) ?? field);
  const found = Object.hasOwn(known, last.join(" ")) ? known[last.join(" ")] : undefined;
  if (found !== undefined) return found;
  const words = keys.flatMap(wordsOf);
  const measure = unit === undefined ? undefined : unitWords[unit];
  const plain =
    measure !== undefined && words.length > 1 && suffix.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  const text = plain
    .map((word) => (Object.hasOwn(written, word) ? written[word] : word))
    .filter((word, at, all) => word !== all[at - 1])
    .join(" ");
  if (text === "") return "Not known.";
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return `${sentence}${measure === undefined ? "" : `, ${measure}`}.`;
}

/** Whether a field's values are known to be more than a recording has: methods of HTTP, codes. */
export function hasOpenValues(field: string): boolean {
  return /(?:^| )(?:method|verb|code|name|type|version|class|country|city|flags|service|operation|function)$/.test(
    wordsOf(keysOf(field).at(-1) ?? field).join(" "),
  );
}
