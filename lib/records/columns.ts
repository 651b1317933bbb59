/** How the rows of a table of log lines are read, by the line that names its columns. */
export interface Columns {
  /** The time pattern of a row; undefined where no column holds a time. */
  readonly timePattern: string | undefined;
  /** Whether the pattern says no date, and a directive `#Date:` may. */
  readonly lacksDate: boolean;
}

/**
 * What a line says about the columns of the lines after it: the header of VPC, transit gateway and other flow logs in S3
 * (`version account-id ... start end ...`), or the directive `#Fields:` of CloudFront, IIS and other W3C logs, or Zeek's `#fields`.
 * Undefined for a line that names no columns.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 * @see https://www.w3.org/TR/WD-logfile.html
 */
export function columnsOf(line: string): Columns | undefined {
  const directive = /^#fields:?[ \t]+/i.exec(line)?.[0];
  const names = (directive === undefined ? line : line.slice(directive.length)).trim().split(/[ \t]+/);
  if (directive === undefined && !isFlowHeader(names)) return undefined;
  return patternOf(names);
}

/** Comments and directives of W3C logs and of Zeek. */
export function isDirective(line: string): boolean {
  return /^#(?:version|fields|software|date|start-date|end-date|gmt-offset|remark|separator|set_separator|empty_field|unset_field|path|open|close|types)\b/i.test(
    line,
  );
}

/** Flow logs have at least these, whatever their version and fields. */
const FLOW_FIELDS = new Set(
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes action log-status vpc-id subnet-id instance-id tgw-id resource-type pkt-srcaddr pkt-dstaddr flow-direction tcp-flags start end".split(
    " ",
  ),
);

function isFlowHeader(names: readonly string[]): boolean {
  if (names.length < 3 || !names.every((name) => /^[a-z][a-z0-9_-]*$/.test(name))) return false;
  const normal = names.map((name) => name.replaceAll("_", "-"));
  return (
    normal.filter((name) => FLOW_FIELDS.has(name)).length * 2 >= names.length &&
    (normal.includes("start") || normal.includes("end"))
  );
}

const EPOCH_COLUMNS = ["start", "ts", "timestamp", "end"];

function patternOf(names: readonly string[]): Columns {
  const lower = names.map((name) => name.toLowerCase());
  const date = lower.indexOf("date");
  const time = lower.indexOf("time");
  if (date >= 0 && time === date + 1) return columnAt(date, "%Y-%m-%d %H:%M:%S", false);
  if (date < 0 && time >= 0) return columnAt(time, "%H:%M:%S", true);
  const epoch = EPOCH_COLUMNS.map((name) => lower.indexOf(name)).find((index) => index >= 0);
  return epoch === undefined ? { timePattern: undefined, lacksDate: false } : columnAt(epoch, "%s", false);
}

function columnAt(index: number, form: string, lacksDate: boolean): Columns {
  return { timePattern: `${"%* ".repeat(index)}${form}`, lacksDate };
}

/** The day of a directive `#Date: 2026-11-21 10:00:00`, in which the rows after it begin: its first moment. */
export function dateOf(line: string): number | undefined {
  const [, day] = /^#(?:start-)?date:[ \t]+(\d{4}-\d\d-\d\d)\b/i.exec(line) ?? [];
  const at = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : at;
}
