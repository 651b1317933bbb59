import { processor } from "../../model/component";
import type { Text } from "../../model/reference";
import type { ErrorMode } from "../ottl";

/**
 * Changes telemetry with statements, in order. They are written in OTTL; a statement that cannot be parsed stops the collector at its
 * start.
 *
 * Paths begin with what they change: `set(span.name, "GET")`, `delete_key(resource.attributes, "host.ip")`,
 * `replace_pattern(log.body, "[0-9]{16}", "****")`. Write a `$` as it is, also in replacements such as `$1`: it is escaped for you.
 * Changing what a metric's series are told apart by may leave two series that look the same.
 *
 * @example processors.transform({ log_statements: ['set(log.attributes["tier"], "gold") where resource.attributes["team"] == "pay"'] })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl/ottlfuncs
 */
export const transform = processor("transform", ["traces", "metrics", "logs"]).of<TransformProcessor>();

/**
 * Settings of {@link transform}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor
 */
export interface TransformProcessor {
  /**
   * What happens to a statement that fails. Older collectors propagate if you don't say.
   *
   * @default "ignore"
   */
  readonly error_mode?: ErrorMode;

  /**
   * Statements for spans and span events.
   *
   * @default - none
   */
  readonly trace_statements?: TransformStatements<"resource" | "scope" | "span" | "spanevent">;

  /**
   * Statements for metrics and data points.
   *
   * @default - none
   */
  readonly metric_statements?: TransformStatements<"resource" | "scope" | "metric" | "datapoint" | "exemplar">;

  /**
   * Statements for log records.
   *
   * @default - none
   */
  readonly log_statements?: TransformStatements<"resource" | "scope" | "log">;
}

/** Statements in OTTL, with paths that begin with what they change (`span.name`); or groups of them. Not a mix of both. */
export type TransformStatements<Context extends string> = readonly Text[] | readonly TransformGroup<Context>[];

/** Statements that run together. */
export interface TransformGroup<Context extends string> {
  /**
   * What the statements run on.
   *
   * @default - what the paths of statements and conditions say
   */
  readonly context?: Context;

  /**
   * The statements run where one of these is met.
   *
   * @default - none: they always run
   */
  readonly conditions?: readonly Text[];

  /** What is done, in order. */
  readonly statements: readonly Text[];

  /**
   * What happens to a statement of this group that fails.
   *
   * @default - that of the processor
   */
  readonly error_mode?: ErrorMode;
}
