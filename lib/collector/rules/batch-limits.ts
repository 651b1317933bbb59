import { otlpEndpointAt, type OtlpEndpoint } from "../../aws";
import { count, line, own, type Path } from "../../base";
import { knownText } from "../read/references";
import { componentsIn, family, type Subject, typeOf } from "./family";
import { at, isSet, numberAt } from "./values";

const source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html";

/** What is sent in one request, and what the back end takes. */
export const batchLimits = family(
  {
    "batch-over-limit": {
      severity: "error",
      what: "Batches for AWS's OTLP endpoints are within their limits: 1,000 data points and 1 MB for metrics, 10,000 records and 1 MB for logs, 10,000 spans and 5 MB for traces.",
      why: "A larger request is refused as a whole, and what is in it is lost: retrying does not help. By default a batch begins at 8,192 items and has no end.",
      fix: "Give the exporter sending_queue.batch with sizer items, and min_size and max_size within the limit.",
      source,
      alsoWarns: true,
    },
    "batch-missing": {
      severity: "info",
      what: "What goes to an OTLP exporter is batched: by its sending_queue.batch, or by the processor batch.",
      why: "Otherwise each request that comes in is one that goes out, however small it is.",
      fix: "Add sending_queue.batch to the exporter.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md",
    },
  },
  (subject, report) => {
    for (const { id, settings, type } of componentsIn(subject.document.exporters)) {
      if (!otlp.has(type)) continue;
      const path = ["exporters", id];
      // `batch:` without a value is `batch: {}`.
      const isOwn = isSet(settings, "sending_queue", "batch") && at(settings, "sending_queue", "enabled") !== false;
      const pipelines = pipelinesTo(subject, id);
      const unbatched = pipelines.filter(({ batches }) => batches.length === 0);
      if (
        !isOwn &&
        pipelines.length > 0 &&
        unbatched.length === pipelines.length &&
        subject.unknown?.has("processors") !== true &&
        pipelines.every(({ isWhole }) => isWhole)
      )
        report("batch-missing", path, { message: line`nothing batches what goes to ${id}` });
      for (const { endpoint, key, signal } of awsEndpoints(settings)) {
        const here = signal === undefined ? pipelines : pipelines.filter((each) => each.signal === signal);
        if (here.length === 0) continue;
        if (isOwn) {
          const said = overText(endpoint, ofQueue(settings));
          if (said !== undefined)
            report("batch-over-limit", [...path, "sending_queue", "batch"], {
              ...said,
              message: line`${id} ${said.message}`,
            });
          continue;
        }
        for (const { batches } of here)
          for (const { at: where, id: batchId, settings: own } of batches.slice(-1)) {
            const said = overText(endpoint, ofProcessor(own));
            if (said !== undefined)
              report("batch-over-limit", where, {
                ...said,
                message: line`${batchId} before ${id} (${key}) ${said.message}`,
              });
          }
      }
    }
  },
);

const otlp: ReadonlySet<string> = new Set(["otlp_http", "otlphttp", "otlp_grpc", "otlp"]);

interface Batching {
  readonly sizer: "items" | "bytes";
  readonly least: number | undefined;
  /** 0: without end. */
  readonly most: number | undefined;
}

function ofQueue(settings: unknown): Batching {
  const batch = at(settings, "sending_queue", "batch");
  const sizer = at(batch, "sizer") ?? at(settings, "sending_queue", "sizer");
  return {
    sizer: sizer === "bytes" ? "bytes" : "items",
    least: isSet(batch, "min_size") ? numberAt(batch, "min_size") : 8192,
    most: isSet(batch, "max_size") ? numberAt(batch, "max_size") : 0,
  };
}

function ofProcessor(settings: unknown): Batching {
  return {
    sizer: "items",
    least: isSet(settings, "send_batch_size") ? numberAt(settings, "send_batch_size") : 8192,
    most: isSet(settings, "send_batch_max_size") ? numberAt(settings, "send_batch_max_size") : 0,
  };
}

function overText(
  { mostBytes, mostItems, service, signal }: OtlpEndpoint,
  { least, most, sizer }: Batching,
): { readonly message: string; readonly severity?: "warning" } | undefined {
  if (most === undefined) return undefined;
  const limit = sizer === "items" ? mostItems : mostBytes;
  const noun = sizer === "bytes" ? "bytes" : { traces: "spans", metrics: "data points", logs: "records" }[signal];
  if (most > limit)
    // In some Regions the endpoint for logs takes more bytes.
    return {
      message: `sends up to ${count(most)} ${noun} in a request, and ${service} takes ${count(limit)}`,
      ...(signal === "logs" && sizer === "bytes" ? { severity: "warning" as const } : {}),
    };
  if (most > 0 || least === undefined) return undefined;
  if (least > limit)
    return { message: `sends ${count(least)} ${noun} and more in a request, and ${service} takes ${count(limit)}` };
  return {
    message: `has no largest batch, and ${service} takes ${count(limit)} ${noun} in a request`,
    severity: "warning",
  };
}

function awsEndpoints(settings: unknown): readonly {
  readonly endpoint: OtlpEndpoint;
  readonly key: string;
  readonly signal: OtlpEndpoint["signal"] | undefined;
}[] {
  const keys = [
    ["endpoint", undefined],
    ["traces_endpoint", "traces"],
    ["metrics_endpoint", "metrics"],
    ["logs_endpoint", "logs"],
  ] as const;
  return keys.flatMap(([key, signal]) => {
    // A reference may stand for the Region.
    const address = at(settings, key) ?? (settings as Record<string, unknown>)[key];
    const endpoint =
      typeof address === "string"
        ? otlpEndpointAt(knownText(address) ?? address.replaceAll(/\$\{[^{}]*\}/g, "x"))
        : undefined;
    return endpoint === undefined ? [] : [{ endpoint, key, signal: signal ?? endpoint.signal }];
  });
}

interface PipelineTo {
  readonly signal: string;
  readonly batches: readonly { readonly id: string; readonly at: Path; readonly settings: unknown }[];
  /** False where a list is filled in at start, or a connector brings what others may have batched. */
  readonly isWhole: boolean;
}

function pipelinesTo({ document }: Subject, exporter: string): readonly PipelineTo[] {
  return Object.entries(document.service.pipelines).flatMap(([id, { exporters, processors, receivers }]) => {
    if (!exporters.includes(exporter)) return [];
    const batches = processors.flatMap((processor) =>
      typeOf(processor) === "batch"
        ? [{ id: processor, at: ["processors", processor], settings: own(document.processors, processor) ?? {} }]
        : [],
    );
    const isWhole =
      ![...processors, ...exporters].some((each) => each.startsWith("${")) &&
      !receivers.some((each) => Object.hasOwn(document.connectors, each));
    return [{ signal: typeOf(id), batches, isWhole }];
  });
}
