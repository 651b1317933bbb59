import { type LogGroupClass, logGroupClasses } from "../../aws";
import type { LogGroup, MetricFilter, MetricTransformation } from "../template";
import type { Instance } from "../instance";
import { attributesOf, type Attributes } from "./attributes";
import { nameOf, tagsOf } from "./names";

const CLASSES = Object.keys(logGroupClasses) as readonly LogGroupClass[];

export function logGroup(instance: Instance): LogGroup {
  const { attributes, unresolved } = attributesOf(instance);
  const logClass = attributes.given("log_group_class");
  const found = CLASSES.find((name) => name === logClass);
  if (logClass !== undefined && found === undefined)
    attributes.note("log_group_class", {
      kind: "not-one-of",
      value: logClass,
      choices: CLASSES,
      elsewhere: undefined,
    });
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    arn: (attributes.text("arn") ?? "").replace(/:\*$/, ""),
    logGroupClass: found ?? "STANDARD",
    retentionDays: retentionOf(attributes),
    kmsKey: attributes.given("kms_key_id"),
    isKept: attributes.bool("skip_destroy", false),
    tags: tagsOf(attributes),
    unresolved,
  };
}

/** Whether events are kept decides no alarm, so what is not known is not noted. */
function retentionOf(attributes: Attributes): number | undefined {
  if (attributes.isOpen("retention_in_days")) return undefined;
  const days = attributes.number("retention_in_days");
  // Terraform's word for ever.
  return days === 0 ? undefined : days;
}

/** @param place see `MetricKey.place` */
export function metricFilter(instance: Instance, place: string | undefined): MetricFilter {
  const { attributes, unresolved } = attributesOf(instance);
  for (const name of ["emit_system_field_dimensions", "field_selection_criteria"])
    if (attributes.has(name)) attributes.note(name, { kind: "not-modelled", effect: "publishes-nothing" });
  const isModelled = unresolved.length === 0;
  if (attributes.bool("apply_on_transformed_logs", false))
    attributes.note("apply_on_transformed_logs", {
      kind: "not-modelled",
      effect: "filters-events-as-they-are",
    });
  const transformations = attributes
    .blocks("metric_transformation")
    .map((block) => ({ ...transformation(block), place }));
  if (transformations.length > 1)
    attributes.note("metric_transformation", { kind: "too-many-blocks", count: transformations.length });
  return {
    address: instance.address,
    name: attributes.given("name"),
    logGroupName: attributes.given("log_group_name"),
    pattern: attributes.text("pattern")?.trim() ?? (attributes.has("pattern") ? undefined : ""),
    transformation: isModelled && transformations.length === 1 ? transformations[0] : undefined,
    unresolved,
  };
}

function transformation(block: Attributes): MetricTransformation {
  return {
    namespace: block.given("namespace"),
    name: block.given("name"),
    value: block.given("value"),
    defaultValue: block.number("default_value"),
    dimensions: block.map("dimensions"),
    unit: block.given("unit") ?? "None",
  };
}
