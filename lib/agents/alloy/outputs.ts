import type { AlloySettings, AlloyTarget } from "./settings";
import { type AlloyBlock, AlloyReference, argument, block } from "./syntax";

/** Labels of a line, by the names that Loki gives resource attributes of OTLP: the same streams, whichever way a line comes. */
export const lineLabels = {
  service_name: "service.name",
  service_namespace: "service.namespace",
  deployment_environment_name: "deployment.environment.name",
} as const;

/** What sends, and the receiver that takes lines. */
export function outputBlocks(
  to: AlloyTarget,
  metadata: NonNullable<AlloySettings["metadata"]>,
): { readonly receiver: string; readonly blocks: readonly AlloyBlock[] } {
  return "loki" in to
    ? { receiver: "loki.write.loki.receiver", blocks: lokiBlocks(to) }
    : { receiver: "otelcol.receiver.loki.lines.receiver", blocks: otlpBlocks(to, metadata) };
}

function lokiBlocks({ loki, tenant, tokenFrom }: Extract<AlloyTarget, { readonly loki: string }>): AlloyBlock[] {
  return [
    block("loki.write", "loki", [
      block("endpoint", undefined, [
        argument("url", `${loki}/loki/api/v1/push`),
        ...(tenant === undefined ? [] : [argument("tenant_id", tenant)]),
        ...(tokenFrom === undefined ? [] : [argument("bearer_token", AlloyReference.environment(tokenFrom))]),
      ]),
    ]),
  ];
}

function otlpBlocks(
  { otlp, relay }: Extract<AlloyTarget, { readonly otlp: string }>,
  metadata: NonNullable<AlloySettings["metadata"]>,
): AlloyBlock[] {
  const send = AlloyReference.to("otelcol.processor.batch.out.input");
  return [
    block("otelcol.receiver.loki", "lines", [
      output({ logs: AlloyReference.to("otelcol.processor.transform.lines.input") }),
    ]),
    block(
      "otelcol.processor.transform",
      "lines",
      [
        argument("error_mode", "ignore"),
        block("log_statements", undefined, [argument("context", "log"), argument("statements", statements(metadata))]),
        output({ logs: send }),
      ],
      "Labels become what they are in OTLP: the resource, the severity, the trace.",
    ),
    ...(relay === undefined
      ? []
      : [
          block(
            "otelcol.receiver.otlp",
            "applications",
            [
              block("grpc", undefined, [argument("endpoint", `${relay}:4317`)]),
              block("http", undefined, [argument("endpoint", `${relay}:4318`)]),
              output({ metrics: send, logs: send, traces: send }),
            ],
            "What applications send themselves.",
          ),
        ]),
    block("otelcol.processor.batch", "out", [
      output(relay === undefined ? { logs: exporter } : { metrics: exporter, logs: exporter, traces: exporter }),
    ]),
    block("otelcol.exporter.otlphttp", "collector", [block("client", undefined, [argument("endpoint", otlp)])]),
  ];
}

const exporter = AlloyReference.to("otelcol.exporter.otlphttp.collector.input");

function output(signals: Readonly<Record<string, AlloyReference>>): AlloyBlock {
  return block(
    "output",
    undefined,
    Object.entries(signals).map(([signal, to]) => argument(signal, [to])),
  );
}

function statements(metadata: NonNullable<AlloySettings["metadata"]>): string[] {
  const moved = Object.entries(lineLabels).flatMap(([label, attribute]) => [
    `set(resource.attributes["${attribute}"], attributes["${label}"]) where attributes["${label}"] != nil`,
    `delete_key(attributes, "${label}")`,
  ]);
  const level = "level" in metadata ? [`set(severity_text, attributes["level"]) where attributes["level"] != nil`] : [];
  const ids = (["trace_id", "span_id"] as const).flatMap((id) =>
    id in metadata
      ? [
          `set(${id}.string, attributes["${id}"]) where attributes["${id}"] != nil and IsMatch(attributes["${id}"], "^[0-9a-f]{${id === "trace_id" ? 32 : 16}}$")`,
        ]
      : [],
  );
  return [...moved, ...level, ...ids, `delete_matching_keys(attributes, "^loki[.]")`];
}
