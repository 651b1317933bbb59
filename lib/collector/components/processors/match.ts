import type { Text } from "../../model/reference";
import type { AttributeValue } from "./attribute-action";

/**
 * Which spans, log records or metrics a processor works on: all that is named must match, one entry of each list is enough (of
 * `attributes`, all).
 */
export type Match = MatchProperties & (StrictMatch | RegexpMatch);

interface StrictMatch {
  /** How names and texts are compared. */
  readonly match_type: "strict";
  readonly regexp?: never;

  /**
   * Kinds of spans. Spans only.
   *
   * @default - any
   */
  readonly span_kinds?: readonly SpanKind[];
}

interface RegexpMatch {
  /** How names and texts are compared: a regular expression matches anywhere unless anchored. */
  readonly match_type: "regexp";

  /**
   * Regular expressions of kinds of spans: `SPAN_KIND_(SERVER|CONSUMER)`. Spans only.
   *
   * @default - any
   */
  readonly span_kinds?: readonly Text[];

  /** Keeps results of earlier comparisons. */
  readonly regexp?: {
    /**
     * Whether results are kept.
     *
     * @default false
     */
    readonly cacheenabled?: boolean;

    /**
     * How many results are kept, the oldest forgotten first. 0: no limit.
     *
     * @default 0
     */
    readonly cachemaxnumentries?: number;
  };
}

interface MatchProperties {
  /**
   * Names of services. Spans only.
   *
   * @default - any
   */
  readonly services?: readonly Text[];

  /**
   * Names of spans. Spans only.
   *
   * @default - any
   */
  readonly span_names?: readonly Text[];

  /**
   * Bodies of log records. Logs only.
   *
   * @default - any
   */
  readonly log_bodies?: readonly Text[];

  /**
   * Texts of severities, as they were sent. Logs only.
   *
   * @default - any
   */
  readonly log_severity_texts?: readonly Text[];

  /**
   * The mildest severity. Logs only.
   *
   * @default - any
   */
  readonly log_severity_number?: {
    /** Number of the severity: 1 to 4 TRACE, 5 to 8 DEBUG, 9 to 12 INFO, 13 to 16 WARN, 17 to 20 ERROR, 21 to 24 FATAL. */
    readonly min: number;

    /**
     * Whether records without a severity match.
     *
     * @default false
     */
    readonly match_undefined?: boolean;
  };

  /**
   * Names of metrics. Metrics only.
   *
   * @default - any
   */
  readonly metric_names?: readonly Text[];

  /**
   * Attributes of spans and log records; all must match. Not for metrics.
   *
   * @default - any
   */
  readonly attributes?: readonly MatchAttribute[];

  /**
   * Attributes of resources.
   *
   * @default - any
   */
  readonly resources?: readonly MatchAttribute[];

  /**
   * Instrumentation scopes. Not for metrics.
   *
   * @default - any
   */
  readonly libraries?: readonly {
    /** Name of the scope. */
    readonly name: Text;

    /**
     * Its version; an empty text is one without.
     *
     * @default - any
     */
    readonly version?: Text;
  }[];
}

type SpanKind =
  "SPAN_KIND_INTERNAL" | "SPAN_KIND_SERVER" | "SPAN_KIND_CLIENT" | "SPAN_KIND_PRODUCER" | "SPAN_KIND_CONSUMER";

interface MatchAttribute {
  /** The attribute. */
  readonly key: string;

  /**
   * Its value.
   *
   * @default - any
   */
  readonly value?: AttributeValue;
}
