import type { LogFormat } from "./format";
import type { Multiline } from "./join-lines";
import type { TimeOptions } from "./time-options";

/**
 * Longest message of an event: one event is at most 1 MB.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const MAX_EVENT_BYTES = 1_048_576;

export interface LogOptions extends TimeOptions {
  /**
   * Where a line of JSON holds its time: selectors such as `$.timestamp`, `$['@timestamp']`; the first that is there and can
   * be read counts. Default: {@link defaultTimeFields}. Lines of text begin with their time. Where a document or a runtime
   * wraps the line, the wrapper's time is the event's, as it is for CloudWatch.
   */
  readonly timeFields?: readonly string[];

  /** Default `auto`: detected from the content. */
  readonly format?: LogFormat | "auto";

  /** What happens to a record without a time: it is only counted (the default), or gets the time of the record before it. */
  readonly withoutTime?: "count" | "previous";

  /** Which lines of text continue the event of the line before; default: none, each line is an event. */
  readonly multiline?: Multiline;

  /** Longest message that is kept, in bytes; default {@link MAX_EVENT_BYTES}. */
  readonly maxLineBytes?: number;
}
