import { processor } from "../../model/component";
import type { AttributeAction } from "./attribute-action";

/**
 * Changes attributes of resources, such as `service.name` and `deployment.environment.name`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourceprocessor
 */
export const resource = processor("resource", ["traces", "metrics", "logs"]).of<ResourceProcessor>();

/**
 * Settings of {@link resource}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourceprocessor
 */
export interface ResourceProcessor {
  /** What is done, in order. At least one. */
  readonly attributes: readonly [AttributeAction, ...AttributeAction[]];
}
