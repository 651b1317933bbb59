import { processor } from "../../model/component";

/**
 * Moves attributes of spans, log records and data points to their resource, and puts together what then has the same resource.
 *
 * Without keys it only puts together equal resources and scopes, which makes requests smaller, say after tail sampling.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/groupbyattrsprocessor
 */
export const groupbyattrs = processor("groupbyattrs", ["traces", "metrics", "logs"]).of<GroupbyattrsProcessor>();

/**
 * Settings of {@link groupbyattrs}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/groupbyattrsprocessor
 */
export interface GroupbyattrsProcessor {
  /**
   * Keys of the attributes to move. What has none of them stays where it is.
   *
   * @default - none: equal resources are put together
   */
  readonly keys?: readonly string[];
}
