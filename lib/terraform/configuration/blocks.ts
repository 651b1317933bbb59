import { own } from "../../base";
import { isMapping, isSequence, tuple, type Value } from "../hcl/value";

/** The blocks that a resource, or a block in it, may have. */
interface Blocks {
  readonly [name: string]: Blocks;
}

/** Blocks of the resources and data sources that are read, as the provider's schema has them. */
const BLOCKS: Readonly<Record<string, Blocks>> = {
  aws_appautoscaling_policy: {
    step_scaling_policy_configuration: { step_adjustment: {} },
    target_tracking_scaling_policy_configuration: {
      customized_metric_specification: { dimensions: {}, metrics: { metric_stat: { metric: { dimensions: {} } } } },
      predefined_metric_specification: {},
    },
  },
  aws_cloudwatch_alarm_mute_rule: { mute_targets: {}, rule: { schedule: {} } },
  aws_cloudwatch_composite_alarm: { actions_suppressor: {} },
  aws_cloudwatch_log_metric_filter: { metric_transformation: {} },
  aws_cloudwatch_metric_alarm: {
    evaluation_criteria: {},
    evaluation_window: { wall_clock: {}, wall_clock_window: {} },
    metric_query: { metric: {} },
  },
  aws_iam_policy_document: { statement: { condition: {}, not_principals: {}, principals: {} } },
  aws_lambda_function: {
    dead_letter_config: {},
    environment: {},
    ephemeral_storage: {},
    file_system_config: {},
    image_config: {},
    logging_config: {},
    snap_start: {},
    tracing_config: {},
    vpc_config: {},
  },
};

/** Objects that are not lists of blocks, whatever resource they belong to. */
const MAPS: ReadonlySet<string> = new Set(["tags", "tags_all", "labels", "timeouts", "triggers", "keepers"]);

/**
 * An attribute as other expressions see it: in JSON, a single block may be written as an object, and is a list of one block. Of types
 * that are not listed here, nothing tells a block from a map: their objects may also be indexed as a list of one.
 */
export function asBlocks(value: Value, type: string, attribute: string): Value {
  if (Object.hasOwn(BLOCKS, type)) return listed(value, own(own(BLOCKS, type), attribute));
  return MAPS.has(attribute) ? value : indexable(value);
}

function listed(value: Value, blocks: Blocks | undefined): Value {
  if (blocks === undefined) return value;
  if (isSequence(value)) return { ...value, items: value.items.map((item) => withBlocks(item, blocks)) };
  return isMapping(value) ? tuple([withBlocks(value, blocks)]) : value;
}

function withBlocks(value: Value, blocks: Blocks): Value {
  if (!isMapping(value)) return value;
  const entries = [...value.entries].map(([name, item]) => [name, listed(item, own(blocks, name))] as const);
  return { ...value, entries: new Map(entries) };
}

function indexable(value: Value): Value {
  if (isSequence(value)) return { ...value, items: value.items.map(indexable) };
  if (!isMapping(value) || !(value.entries instanceof Map)) return value;
  const written: ReadonlyMap<string, Value> = value.entries;
  const entries = [...written].map(([name, item]) => [name, indexable(item)] as const);
  return { ...value, entries: new Map(entries), mayBeBlock: true };
}
