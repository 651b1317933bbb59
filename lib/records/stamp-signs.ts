import { withoutColours } from "./colours";
import { stampOf, type StampKind } from "./stamp";
import { timeReader } from "./time-text";

/** What lines that begin with a time say about who wrote that time. */
export interface StampedForm {
  readonly kind: StampKind;
  /** Whether a tool wrote it; otherwise the application did, and it is a part of the message. */
  readonly isOfTool: boolean;
  /** Whether nothing in the lines speaks for the other. */
  readonly isSure: boolean;
}

const DAY = 86_400_000;

/**
 * Decides over many lines whether the time at their beginning was written by a tool that prints events (an export to S3, `aws logs tail`)
 * or by the application. What stands after it are the signs: a message that is all JSON, that has a time of its own, or that Lambda's
 * platform writes, is a tool's; a level is an application's.
 *
 * @param source the name of the source: an export to S3 names its files `000000.gz`
 * @returns undefined where lines do not begin with such a time
 */
export function stampedForm(lines: readonly string[], source: string): StampedForm | undefined {
  const kinds = new Map<StampKind, Signs>();
  const reader = timeReader();
  let other = 0;
  for (const [index, line] of lines.entries()) {
    const bytes = Buffer.from(line.slice(0, HEAD));
    const stamp = stampOf(bytes, 0, bytes.length);
    if (stamp === undefined) {
      // An event's first line has the stamp: before the first one there is nothing else.
      if (index === 0) return undefined;
      if (/^\d{4}-\d\d-\d\dT/.test(line)) other++;
      continue;
    }
    const signs = kinds.get(stamp.kind) ?? noSigns();
    kinds.set(stamp.kind, signs);
    signs.lines++;
    if (stamp.kind === "detailed") noteStream(signs, bytes.toString("utf8", stamp.timeEnd, stamp.messageStart));
    if (bytes[stamp.timeEnd - 7] === 0x30 && bytes[stamp.timeEnd - 13] === 0x2e) signs.microseconds++;
    if (GREEN.test(line.slice(0, stamp.timeStart))) signs.platform++;
    const at = reader.wholeOf(bytes, stamp.timeStart, stamp.timeEnd);
    note(signs, line.slice(bytes.toString("utf8", 0, stamp.messageStart).length), at);
  }
  const [kind, signs] = [...kinds].reduce<readonly [StampKind | undefined, Signs]>(
    (most, each) => (each[1].lines > most[1].lines ? each : most),
    [undefined, noSigns()],
  );
  const stamped = [...kinds.values()].reduce((sum, each) => sum + each.lines, other);
  if (kind === undefined || signs.lines < stamped * 0.9) return undefined;
  return decide(kind, signs, source);
}

function decide(kind: StampKind, signs: Signs, source: string): StampedForm {
  const { lines, platform, json, ownTime, levels, application } = signs;
  const tool = (isSure: boolean): StampedForm => ({ kind, isOfTool: true, isSure });
  const own = (isSure: boolean): StampedForm => ({ kind, isOfTool: false, isSure });
  // What only a tool writes.
  if (platform > 0) return tool(true);
  if (kind === "detailed") {
    if (signs.streams > levels && signs.streams * 2 >= lines) return tool(true);
    // Applications write microseconds; a thousand of them in a row are not whole milliseconds.
    return signs.microseconds >= 3 && levels === 0 ? tool(false) : own(levels > 0);
  }
  if (kind === "export" && /(?:^|[\\/])\d{6}(?:\.gz)?$/.test(source)) return tool(true);
  const forTool = json + ownTime;
  if (forTool > levels + application) return tool(true);
  if (application > 0) return own(true);
  // Go's own notation leaves out zeros at the end: one time in ten has fewer than nine digits.
  if (kind === "nanoseconds" && lines >= 5) return tool(levels === 0);
  return own(false);
}

interface Signs {
  lines: number;
  /** Names of streams, where they can stand. */
  streams: number;
  /** Times with microseconds, all of whole milliseconds. */
  microseconds: number;
  /** Messages that Lambda's platform or a runner writes, and times in the colour of `aws logs tail`. */
  platform: number;
  /** Messages that are JSON, or begin with a time near that before them. */
  json: number;
  ownTime: number;
  /** Messages that begin with a level, and with what a logger writes after the time. */
  levels: number;
  application: number;
}

function noSigns(): Signs {
  return { lines: 0, streams: 0, microseconds: 0, platform: 0, json: 0, ownTime: 0, levels: 0, application: 0 };
}

/** Bytes of a line in which signs are looked for; streams may have long names. */
const HEAD = 2600;

/** `2026/11/21/[$LATEST]0123...`, `web/app/0123...`, `eni-0123...-all`, `i-0123...`. */
function noteStream(signs: Signs, text: string): void {
  const word = withoutColours(text).trim();
  if (LEVEL.test(word) || word === "") return;
  if (/[/]|\[\$LATEST\]|^(?:i|eni|ip)-|[0-9a-f]{12}/.test(word)) signs.streams++;
}

/** What `aws logs tail` writes before a time, and its library after each line. */
// eslint-disable-next-line no-control-regex -- this is what is looked for
const GREEN = /^(?:\u001b\[0m)*\u001b\[32m$/;

const PLATFORM =
  /^(?:START RequestId: |END RequestId: |REPORT RequestId: |INIT_START |INIT_REPORT |EXTENSION\s+Name: |TELEMETRY\s+Name: |XRAY TraceId: |##\[(?:group|endgroup|section|command|debug|notice|warning|error)\])/;

const LEVEL =
  /^\s*[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|FATAL|CRIT(?:ICAL)?|SEVERE|PANIC|VERBOSE)\b/i;

/** Spring Boot `INFO 1 --- [main]`, logback `[main] INFO`, Python `INFO:root:` and `root - INFO`, zap's tabs, key=value. */
const LOGGER =
  /^\s*(?:(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\s+(?:\d+\s+---|\[)|\[[^\]\s]{1,80}\]\s+(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b|\d+\s+---\s|---\s|level=\w)/;

/** The message may have a time of its own, which a reader finds at its beginning. */
function note(signs: Signs, message: string, at: number | undefined): void {
  if (PLATFORM.test(message)) signs.platform++;
  else if (isJson(message)) signs.json++;
  else if (hasOwnTime(message, at)) signs.ownTime++;
  else if (LOGGER.test(message)) signs.application++;
  else if (LEVEL.test(message)) signs.levels++;
}

function isJson(message: string): boolean {
  const text = message.trim();
  if (!text.startsWith("{")) return false;
  if (!text.endsWith("}")) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    // Text that only looks like it.
    return false;
  }
}

function hasOwnTime(message: string, at: number | undefined): boolean {
  const bytes = Buffer.from(message.slice(0, 256));
  const own = timeReader(at === undefined ? {} : { referenceTime: at + DAY }).leading(bytes, 0, bytes.length);
  return own !== undefined && (at === undefined || Math.abs(own - at) <= DAY);
}
