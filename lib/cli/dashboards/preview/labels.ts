import type { QueryContext, QueryService } from "../../../queries";
import { prometheusName } from "../../../queries";
import { parseQuery } from "../../../queries/languages";
import { boundedPattern, type VariableValues } from "../../../dashboards/preview";
import type { Recorded } from "./recorded";

/** A series that Prometheus or Loki would have: what is recorded has these labels. */
interface Labelled {
  readonly service: string | undefined;

  /** Names that its metric has in Prometheus; empty: a stream of lines. */
  readonly metrics: readonly string[];

  /** By the names that labels have. */
  readonly dimensions: ReadonlyMap<string, string>;
}
