import {
  dataProtectionDocumentFaults,
  logDestinationFault,
  logGroupClasses,
  readArn,
  retentionDays,
  savedQueryNameFault,
  savedQueryNameForm,
} from "../../../aws";
import { patternRefusal } from "../../metrics";
import {
  arn,
  byAws,
  byProvider,
  choice,
  count,
  exclusive,
  json,
  required,
  requiredEvenEmpty,
  tags,
  text,
  textAt,
} from "./checks";
import type { Arguments } from "./read";
import type { ArgumentRefusal, Surroundings } from "./refusal";

/** A class that does not exist is found where the log group is read. */
export function logGroup(given: Arguments, { region }: Surroundings): readonly ArgumentRefusal[] {
  return [
    ...text(given, "name", "logGroupName"),
    ...exclusive(given, "name", ["name_prefix"]),
    ...choice(given, "retention_in_days", ["0", ...retentionDays.map(String)]),
    ...keyRefusals(given, region),
    ...tags(given, true),
  ];
}

/** An id or alias gives "The specified KMS Key Id could not be found"; a key of another Region does not encrypt either. */
function keyRefusals(given: Arguments, region: string | undefined): readonly ArgumentRefusal[] {
  const key = given.text("kms_key_id") ?? "";
  const read = readArn(key);
  if (read === undefined) return arn(given, "kms_key_id", "a key");
  return region === undefined || read.region === region || read.service !== "kms"
    ? []
    : [byAws("kms_key_id", { kind: "other-region", region: read.region, own: region })];
}

/** Names, patterns and values of a filter are checked where it is evaluated. */
export function metricFilter(given: Arguments): readonly ArgumentRefusal[] {
  const [transformation, ...others] = given.blocks("metric_transformation");
  return [
    ...required(given, ["name", "log_group_name", "metric_transformation"]),
    ...requiredEvenEmpty(given, "pattern"),
    ...text(given, "log_group_name", "logGroupName"),
    // More than one is found where the filter is read.
    ...(transformation === undefined || others.length > 0
      ? []
      : required(transformation, ["name", "namespace", "value"])),
  ];
}

export function subscriptionFilter(given: Arguments, { classOf }: Surroundings): readonly ArgumentRefusal[] {
  const group = given.text("log_group_name");
  const logGroupClass = group === undefined ? undefined : classOf(group);
  return [
    ...required(given, ["log_group_name", "destination_arn"]),
    ...requiredEvenEmpty(given, "filter_pattern"),
    ...text(given, "name", "filterName"),
    ...text(given, "log_group_name", "logGroupName"),
    ...choice(given, "distribution", ["Random", "ByLogStream"]),
    ...arn(given, "role_arn", "a role"),
    ...pattern(given),
    ...destination(given),
    ...(logGroupClass === undefined || logGroupClasses[logGroupClass].filters !== false
      ? []
      : [byAws("log_group_name", { kind: "log-group-class", logGroupClass })]),
  ];
}

function pattern(given: Arguments): readonly ArgumentRefusal[] {
  const value = given.text("filter_pattern");
  const refusal = value === undefined ? undefined : patternRefusal(value);
  return refusal === undefined ? [] : [byAws("filter_pattern", { kind: "pattern", refusal })];
}

function destination(given: Arguments): readonly ArgumentRefusal[] {
  const refused = arn(given, "destination_arn");
  const target = given.text("destination_arn");
  if (refused.length > 0 || target === undefined) return refused;
  // A role that is not known is given, though.
  const fault = logDestinationFault(target, given.isGiven("role_arn"));
  return fault === undefined ? [] : [byAws("destination_arn", { kind: "destination", fault })];
}

export function savedQuery(given: Arguments): readonly ArgumentRefusal[] {
  const fault = savedQueryNameFault(given.text("name") ?? "");
  return [
    ...required(given, ["name", "query_string"]),
    ...text(given, "name", "queryName"),
    ...(fault === undefined ? [] : [byProvider("name", { kind: "text", fault, form: savedQueryNameForm })]),
    ...text(given, "query_string", "queryText"),
    ...count(given, "log_group_names", "logGroupsOfQuery"),
    ...given.texts("log_group_names").flatMap(([place, group]) => textAt(place, group, "logGroupName")),
  ];
}

export function dataProtection(given: Arguments): readonly ArgumentRefusal[] {
  const policy = given.text("policy_document");
  const refused = json(given, "policy_document");
  return [
    ...required(given, ["log_group_name", "policy_document"]),
    ...text(given, "log_group_name", "logGroupName"),
    ...refused,
    ...(policy === undefined || policy === "" || refused.length > 0 ? [] : dataProtectionDocumentFaults(policy)).map(
      (fault) => byAws("policy_document", { kind: "data-protection", fault }),
    ),
  ];
}
