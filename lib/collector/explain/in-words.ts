import { isRecord, own } from "../../base";

/** What a component does with these settings, in sentences; empty where its name says all that is known. */
export function inWords(type: string, settings: unknown): readonly string[] {
  if (!isRecord(settings)) return [];
  switch (type) {
    case "otlp":
      return listens(settings);
    case "resource":
    case "attributes":
      return listOf(settings.attributes).map(
        ({ action, key, value }) => `${text(action)} ${text(key)}${value === undefined ? "" : ` = ${text(value)}`}`,
      );
    case "filter":
      return [settings.trace_conditions, settings.metric_conditions, settings.log_conditions].flatMap((conditions) =>
        listOfTexts(conditions).map((condition) => `drops where ${condition}`),
      );
    case "redaction":
      return redacts(settings);
    case "tail_sampling":
      return [
        `waits ${text(settings.decision_wait ?? "30s")} for the spans of a trace, then decides`,
        ...listOf(settings.policies).flatMap(policyInWords),
      ];
    case "probabilistic_sampler":
      return [`keeps ${text(settings.sampling_percentage)} % of what comes in`];
    case "span_metrics":
    case "spanmetrics":
      return [
        `counts spans, and measures their durations, by service, name, kind, status${listOf(settings.dimensions)
          .map(({ name }) => `, ${text(name)}`)
          .join("")}`,
      ];
    case "signal_to_metrics":
    case "signaltometrics":
      return [settings.spans, settings.datapoints, settings.logs].flatMap((metrics) => listOf(metrics).map(makes));
    default:
      return sends(settings);
  }
}

function makes(metric: Record<string, unknown>): string {
  const { attributes, conditions, histogram, name, sum } = metric;
  const value = isRecord(histogram) ? histogram.value : isRecord(sum) ? sum.value : undefined;
  const does =
    value === "1" ? `counts ${text(name)}` : `measures ${text(name)}${value === undefined ? "" : `, ${text(value)}`}`;
  const by = listOf(attributes).map(({ key }) => text(key));
  return `${does}${by.length === 0 ? "" : ` by ${by.join(", ")}`} where ${listOfTexts(conditions).join(" or ") || "anything comes"}`;
}

function listens({ protocols }: Record<string, unknown>): string[] {
  if (!isRecord(protocols)) return [];
  return Object.entries(protocols).map(([protocol, server]) => {
    const endpoint = isRecord(server) ? server.endpoint : undefined;
    return `listens for OTLP over ${protocol} on ${text(endpoint ?? (protocol === "grpc" ? "localhost:4317" : "localhost:4318"))}`;
  });
}

function redacts(settings: Record<string, unknown>): string[] {
  const keys = listOfTexts(settings.blocked_key_patterns);
  const values = listOfTexts(settings.blocked_values);
  const allowed = listOfTexts(settings.allowed_values);
  return [
    ...(settings.allow_all_keys === true ? [] : ["deletes every attribute that is not in allowed_keys"]),
    ...allowed.map((pattern) => `leaves values that match ${pattern} as they are`),
    ...keys.map((pattern) => `masks attributes whose key matches ${pattern}`),
    ...values.map((pattern) => `masks what matches ${pattern} in any ${allowed.length === 0 ? "" : "other "}value`),
  ];
}

function policyInWords(policy: Record<string, unknown>): string[] {
  const said = conditionInWords(policy);
  const parts = listOf(isRecord(policy.and) ? policy.and.and_sub_policy : undefined);
  const dropped = listOf(isRecord(policy.drop) ? policy.drop.drop_sub_policy : undefined);
  if (policy.type === "and") return [`keeps ${parts.map(conditionInWords).join(", of these ")}`];
  if (policy.type === "drop") return [`drops ${dropped.map(conditionInWords).join(", of these ")}`];
  return [`keeps ${said}`];
}

function conditionInWords(policy: Record<string, unknown>): string {
  const payload = own(policy, text(policy.type));
  const settings = isRecord(payload) ? payload : {};
  switch (policy.type) {
    case "always_sample":
      return "all traces";
    case "status_code":
      return `traces with a span of status ${listOfTexts(settings.status_codes).join(" or ")}`;
    case "latency":
      return `traces that take ${text(settings.threshold_ms)} ms or longer`;
    case "probabilistic":
      return `${text(settings.sampling_percentage)} % of traces`;
    case "string_attribute":
      return `traces with a span whose ${text(settings.key)} ${settings.enabled_regex_matching === true ? "matches" : "is"} ${listOfTexts(settings.values).join(" or ")}`;
    case "not": {
      const inner = settings.not_sub_policy;
      return `traces other than ${isRecord(inner) ? conditionInWords(inner) : "that"}`;
    }
    case "rate_limiting":
      return `traces up to ${text(settings.spans_per_second)} spans a second`;
    default:
      return `traces by the policy ${text(policy.name)} (${text(policy.type)})`;
  }
}

function sends(settings: Record<string, unknown>): string[] {
  const queue = isRecord(settings.sending_queue) ? settings.sending_queue : undefined;
  const retry = isRecord(settings.retry_on_failure) ? settings.retry_on_failure : undefined;
  const endpoints = Object.entries(settings).flatMap(([key, value]) =>
    key === "endpoint" || key.endsWith("_endpoint") ? [`sends to ${text(value)}`] : [],
  );
  return [
    ...endpoints,
    ...(queue?.queue_size === undefined
      ? []
      : [`keeps up to ${text(queue.queue_size)} ${text(queue.sizer ?? "requests")} that wait`]),
    ...(retry?.max_elapsed_time === undefined
      ? []
      : [`sends again for ${text(retry.max_elapsed_time)}, then gives up`]),
  ];
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").map(text) : [];
}

function text(value: unknown): string {
  if (typeof value === "string") return value.replaceAll("$$", "$");
  return value === undefined ? "nothing" : JSON.stringify(value);
}
