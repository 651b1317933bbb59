import { line, own, type Path } from "../../base";
import { componentsIn, family, typeOf } from "./family";
import { at, isSet, listAt, milliseconds, numberAt } from "./values";

const source =
  "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md";

/** Policies of tail sampling, and where it stands. */
export const sampling = family(
  {
    "sampling-policy": {
      severity: "error",
      what: "Each policy of tail_sampling has a name of its own, a type, and the settings of that type under the type's name.",
      why: "The collector does not start, or the policy decides by settings that are all zero: a latency without threshold keeps everything, a probability without percentage nothing.",
      fix: "Write the settings below a key named as the type: `{ name: slow, type: latency, latency: { threshold_ms: 1000 } }`.",
      source,
    },
    "sampling-numbers": {
      severity: "error",
      what: "Percentages of sampling are from 0 to 100, and waits, thresholds and numbers of traces above 0.",
      why: "`otelcol validate` does not look. Above 100 percent is 100, a negative percentage keeps nothing, and a tail_sampling with num_traces 0 drops each trace before it decides.",
      fix: "Correct the number.",
      source,
    },
    "sampling-composite": {
      severity: "warning",
      what: "`policy_order` and rate_allocation of a composite policy name its sub-policies, and the percentages are at most 100 together.",
      why: "Names of others are left out without a word, and shares above 100 percent let more through than max_total_spans_per_second.",
      fix: "Use the names of composite_sub_policy.",
      source,
    },
    "sampling-too-few-traces": {
      severity: "warning",
      what: "`num_traces` of tail_sampling (50,000 by default) is not below expected_new_traces_per_sec times decision_wait.",
      why: "The oldest traces are dropped before they are decided, errors and all.",
      fix: "Make num_traces twice that product.",
      source,
    },
    "sampling-apart": {
      severity: "error",
      what: "What needs whole traces (tail_sampling, groupbytrace, service_graph) runs in one task, or behind load_balancing by trace id.",
      why: "Each task decides on its part of a trace: errors are dropped because the task with the error is another one, and traces arrive with holes.",
      fix: "Put a tier with the exporter load_balancing and routing_key traceID before it.",
      source: "https://opentelemetry.io/docs/collector/scaling/",
    },
    "sampling-after-batch": {
      severity: "info",
      what: "The processor batch comes after sampling.",
      why: "What is sampled out later is batched for nothing, and decisions wait for the batch.",
      fix: "Move batch behind the sampling.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/batchprocessor/README.md",
    },
    "enrichment-too-late": {
      severity: "warning",
      what: "`k8s_attributes` that finds pods by the connection comes before batch, tail_sampling and groupbytrace.",
      why: "These make new requests of several, which have no connection: no pod is found, and nothing is added.",
      fix: "Move k8s_attributes before them, or set pod_association to attributes of the resource.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/k8sattributesprocessor/README.md",
    },
  },
  ({ document, facts }, report) => {
    for (const { id, settings, type } of componentsIn(document.processors)) {
      const path = ["processors", id];
      if (type === "probabilistic_sampler") {
        const percentage = numberAt(settings, "sampling_percentage");
        if (percentage !== undefined && (percentage < 0 || percentage > 100))
          report("sampling-numbers", [...path, "sampling_percentage"], {
            message: line`${id} samples ${percentage} percent`,
          });
      }
      if (type !== "tail_sampling") continue;
      const wait = isSet(settings, "decision_wait") ? milliseconds(at(settings, "decision_wait")) : 30_000;
      if (wait !== undefined && wait <= 0)
        report("sampling-numbers", [...path, "decision_wait"], {
          message: line`decision_wait of ${id} is not above 0`,
        });
      const most = isSet(settings, "num_traces") ? numberAt(settings, "num_traces") : 50_000;
      if (most !== undefined && most <= 0)
        report("sampling-numbers", [...path, "num_traces"], { message: line`num_traces of ${id} is ${most}` });
      const rate = numberAt(settings, "expected_new_traces_per_sec");
      if (wait !== undefined && most !== undefined && most > 0 && rate !== undefined && (rate * wait) / 1000 > most)
        report("sampling-too-few-traces", [...path, "num_traces"], {
          message: line`${id} holds ${most} traces, and ${(rate * wait) / 1000} come in decision_wait`,
        });
      policies(listAt(settings, "policies"), [...path, "policies"], new Set(documentExtensions(document)), report, 0);
    }
    for (const [pipeline, { processors, exporters }] of Object.entries(document.service.pipelines)) {
      const path = ["service", "pipelines", pipeline];
      const types = processors.map(typeOf);
      const [batch, sampled] = [
        types.indexOf("batch"),
        types.findLastIndex((type) => type === "tail_sampling" || type === "probabilistic_sampler"),
      ];
      if (batch >= 0 && sampled > batch)
        report("sampling-after-batch", [...path, "processors", batch], {
          message: line`${processors[batch] ?? ""} comes before ${processors[sampled] ?? ""}`,
        });
      for (const [index, type] of types.entries()) {
        if (type !== "k8s_attributes" && type !== "k8sattributes") continue;
        const earlier = types
          .slice(0, index)
          .find((each) => each === "batch" || each === "tail_sampling" || each === "groupbytrace");
        const settings = own(document.processors, processors[index] ?? "");
        if (earlier !== undefined && isByConnection(settings))
          report("enrichment-too-late", [...path, "processors", index], {
            message: line`${processors[index] ?? ""} comes after ${earlier}`,
          });
      }
      if (facts?.loadBalanced !== false || facts.tasks === undefined || facts.tasks.max < 2) continue;
      const needs = [...processors.entries()].filter(([, id]) =>
        ["tail_sampling", "groupbytrace"].includes(typeOf(id)),
      );
      const graphs = [...exporters.entries()].filter(
        ([, id]) => ["service_graph", "servicegraph"].includes(typeOf(id)) && Object.hasOwn(document.connectors, id),
      );
      for (const [list, found] of [
        ["processors", needs],
        ["exporters", graphs],
      ] as const)
        for (const [index, id] of found)
          report("sampling-apart", [...path, list, index], {
            message: line`${id} runs in up to ${facts.tasks.max} tasks, and spans of a trace come to any of them`,
          });
    }
  },
);

type Report = Parameters<typeof sampling.check>[1];

/** Policies hold policies: `and`, `not`, `drop` and `composite`. Deeper ones are not looked at: the collector does not take them. */
const deepestPolicy = 4;

function policies(
  list: readonly unknown[],
  path: Path,
  extensions: ReadonlySet<string>,
  report: Report,
  depth: number,
): void {
  const names = new Set<string>();
  for (const [index, policy] of list.entries()) {
    const here = [...path, index];
    if (typeof policy !== "object" || policy === null) continue;
    const name = at(policy, "name");
    const shown = typeof name === "string" ? line`the policy ${name}` : `policy ${index + 1}`;
    if (depth === 0 && (!isSet(policy, "name") || name === "" || name === null))
      report("sampling-policy", here, { message: `policy ${index + 1} has no name` });
    if (depth === 0 && typeof name === "string") {
      if (names.has(name)) report("sampling-policy", here, { message: line`two policies are called ${name}` });
      names.add(name);
    }
    const type = at(policy, "type");
    if (!isSet(policy, "type")) report("sampling-policy", here, { message: `${shown} has no type` });
    if (typeof type !== "string") continue;
    const payload = payloads.get(type);
    if (payload === undefined) {
      // Extensions may bring types of their own, which have their names.
      if (!extensions.has(type))
        report(
          "sampling-policy",
          [...here, "type"],
          { message: line`${shown} has the type ${type}, which there is not` },
          "value",
        );
      continue;
    }
    if (payload !== "" && !isFilled(policy, payload)) {
      const other = [...payloads.values()].find((each) => each !== "" && each !== payload && isFilled(policy, each));
      report("sampling-policy", here, {
        message:
          line`${shown} is of the type ${type}, and has no settings ${payload}` +
          (other === undefined ? "" : line`, but settings ${other}`),
      });
    }
    numbers(policy, type, here, shown, report);
    if (depth >= deepestPolicy) continue;
    for (const [outer, inner] of nested)
      if (type === outer)
        policies(listAt(policy, outer, inner), [...here, outer, inner], extensions, report, depth + 1);
    if (type === "composite") composite(at(policy, "composite"), [...here, "composite"], shown, report);
  }
}

function numbers(policy: object, type: string, path: Path, shown: string, report: Report): void {
  const percentage = numberAt(policy, "probabilistic", "sampling_percentage");
  if (type === "probabilistic" && percentage !== undefined && (percentage < 0 || percentage > 100))
    report("sampling-numbers", [...path, "probabilistic", "sampling_percentage"], {
      message: `${shown} samples ${percentage} percent`,
    });
  const [least, most] = [
    numberAt(policy, "latency", "threshold_ms"),
    numberAt(policy, "latency", "upper_threshold_ms"),
  ];
  if (type === "latency" && least !== undefined && (least < 0 || (most !== undefined && most !== 0 && most <= least)))
    report("sampling-numbers", [...path, "latency"], {
      message: `${shown} begins at ${least} ms${most === undefined ? "" : ` and ends at ${most} ms`}`,
    });
  const codes = listAt(policy, "status_code", "status_codes");
  for (const [index, code] of codes.entries())
    if (
      type === "status_code" &&
      typeof code === "string" &&
      !code.includes("$") &&
      !["OK", "ERROR", "UNSET"].includes(code)
    )
      report(
        "sampling-policy",
        [...path, "status_code", "status_codes", index],
        { message: line`${shown} has the status ${code}; there are OK, ERROR and UNSET` },
        "value",
      );
}

function composite(settings: unknown, path: Path, shown: string, report: Report): void {
  const subs = listAt(settings, "composite_sub_policy").map((policy) => at(policy, "name"));
  if (subs.length === 0 || subs.some((name) => typeof name !== "string")) return;
  for (const [index, name] of listAt(settings, "policy_order").entries())
    if (typeof name === "string" && !name.includes("${") && !subs.includes(name))
      report(
        "sampling-composite",
        [...path, "policy_order", index],
        { message: line`${shown} has no sub-policy ${name}` },
        "value",
      );
  let sum = 0;
  for (const [index, share] of listAt(settings, "rate_allocation").entries()) {
    const name = at(share, "policy");
    if (typeof name === "string" && !subs.includes(name))
      report("sampling-composite", [...path, "rate_allocation", index], {
        message: line`${shown} has no sub-policy ${name}`,
      });
    sum += numberAt(share, "percent") ?? 0;
  }
  if (sum > 100)
    report("sampling-composite", [...path, "rate_allocation"], { message: `${shown} gives away ${sum} percent` });
}

/** The key of each type's settings; empty for types without. */
const payloads: ReadonlyMap<string, string> = new Map([
  ["always_sample", ""],
  ["trace_flags", ""],
  ...[
    "latency",
    "numeric_attribute",
    "probabilistic",
    "status_code",
    "string_attribute",
    "trace_state",
    "rate_limiting",
    "bytes_limiting",
    "span_count",
    "boolean_attribute",
    "ottl_condition",
    "and",
    "not",
    "drop",
    "composite",
  ].map((type) => [type, type] as const),
]);

const nested = [
  ["and", "and_sub_policy"],
  ["drop", "drop_sub_policy"],
  ["composite", "composite_sub_policy"],
] as const;

function isFilled(policy: object, key: string): boolean {
  return isSet(policy, key) && at(policy, key) !== null;
}

function documentExtensions({ extensions }: { readonly extensions: object }): readonly string[] {
  return Object.keys(extensions);
}

function isByConnection(settings: unknown): boolean {
  if (!isSet(settings, "pod_association")) return true;
  return listAt(settings, "pod_association").some(
    (one) =>
      listAt(one, "sources").some((each) => at(each, "from") === "connection") || at(one, "from") === "connection",
  );
}
