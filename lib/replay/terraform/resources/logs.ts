import type { LogGroup, MetricFilter, MetricTransformation } from "../../template";
import type { Instance } from "../instance";
import { attributesOf, type Attributes } from "./attributes";
import { nameOf, tagsOf } from "./names";

const CLASSES = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"] as const;

export function logGroup(instance: Instance): LogGroup {
  const { attributes, unresolved } = attributesOf(instance);
  const logClass = attributes.given("log_group_class");
  const found = CLASSES.find((name) => name === logClass);
  if (logClass !== undefined && found === undefined)
    attributes.note("log_group_class", `"${logClass}" is none of ${CLASSES.join(", ")}`);
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    arn: (attributes.text("arn") ?? "").replace(/:\*$/, ""),
    logGroupClass: found ?? "STANDARD",
    kmsKey: attributes.given("kms_key_id"),
    tags: tagsOf(attributes),
    unresolved,
  };
}

export function metricFilter(instance: Instance): MetricFilter {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    name: attributes.given("name"),
    logGroupName: attributes.given("log_group_name"),
    pattern: attributes.text("pattern")?.trim() ?? (attributes.has("pattern") ? undefined : ""),
    transformation: attributes.blocks("metric_transformation").map(transformation)[0],
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
