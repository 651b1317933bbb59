import { isMapping, isSequence, isUnknown, type Value } from "../hcl/value";
import type { Instance } from "../instance";
import type { Written, WrittenResource } from "../template";

/** Types whose arguments are read as they are written. */
const READ = /^aws_(?:cloudwatch_(?:log_|metric_alarm$|composite_alarm$|query_definition$|dashboard$)|sns_topic)/;

/** The resources of CloudWatch and Amazon SNS with their arguments as they are written, except those of a state: AWS has accepted them. */
export function writtenResources(instances: readonly Instance[]): readonly WrittenResource[] {
  return instances.flatMap((instance): readonly WrittenResource[] => {
    const { address, isMadeUp, origin, place, type, values } = instance;
    if (origin === "state" || !READ.test(type)) return [];
    // An empty text is as good as nothing to the provider, but it is written: an empty pattern matches everything.
    const names = [...values.keys()].filter((name) => !isMadeUp(name) || values.get(name) === "");
    return [
      {
        address,
        type,
        from: origin,
        region: place.region,
        arguments: Object.fromEntries(names.map((name) => [name, written(values.get(name) ?? null)])),
      },
    ];
  });
}

/** Stands where a name that is made at apply is not known. */
const STAND_IN = /(?:^|\.)aws_\w+\.[\w-]+(?:\[[^\]]*\])?$/;
const LONGEST_STAND_IN = 1000;

function written(value: Value): Written {
  if (isUnknown(value)) return undefined;
  if (isSequence(value)) return value.items.map(written);
  if (isMapping(value)) return Object.fromEntries([...value.entries].map(([name, part]) => [name, written(part)]));
  return typeof value === "string" && value.length <= LONGEST_STAND_IN && STAND_IN.test(value) ? undefined : value;
}
