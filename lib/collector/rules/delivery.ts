import { line } from "../../base";
import { componentsIn, family, type Subject, typeOf } from "./family";
import { at, isSet, milliseconds, numberAt } from "./values";

const source = "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md";

/** What happens to data that cannot be sent at once. */
export const delivery = family(
  {
    "queue-off": {
      severity: "warning",
      what: "An exporter behind the processor batch has its sending_queue.",
      why: "Without a queue one slow request stops the pipeline. Senders wait for their data to be taken, and batch has told them that it was: what then fails is lost.",
      fix: "Turn sending_queue on, or leave batch out, so that senders learn of failures.",
      source,
    },
    "retry-off": {
      severity: "warning",
      what: "An exporter with a queue has retry_on_failure.",
      why: "Without it the first answer that is not a success loses the request: a restart of the back end is enough.",
      fix: "Turn retry_on_failure on.",
      source,
    },
    "retry-too-short": {
      severity: "warning",
      what: "`retry_on_failure.max_elapsed_time` is at least 30 seconds, or 0, which means for ever.",
      why: "A back end that restarts is away for longer, and all that was sent to it is lost.",
      fix: "Leave it out (5 minutes), or write a longer time.",
      source,
    },
    "load-balancing-queue": {
      severity: "warning",
      what: "`load_balancing` has a sending_queue and retry_on_failure of its own, beside those of protocol.otlp.",
      why: "The queues of protocol.otlp belong to one back end each: when one goes away, what waits for it goes with it. Only the exporter's own queue sends it to another. Both are off by default.",
      fix: "Add sending_queue and retry_on_failure to load_balancing itself, the latter with enabled: true and its intervals.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/README.md#resilience-and-scaling-considerations",
    },
    "load-balancing-retry": {
      severity: "error",
      what: "`retry_on_failure` of load_balancing has initial_interval and multiplier where it is on.",
      why: "Unlike other exporters it has no defaults for them: both are 0. While a back end is away, the same request is sent again thousands of times a second.",
      fix: "Write initial_interval, max_interval, max_elapsed_time and multiplier: 1s, 10s, 5m and 1.5.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/README.md#resilience-and-scaling-considerations",
    },
    "queue-sizes": {
      severity: "error",
      what: "`sending_queue` holds at least one batch: queue_size is not below batch.min_size, where both are counted alike, and batch.max_size is not below min_size (8,192 by default).",
      why: "The collector refuses anything else when it starts.",
      fix: "Make queue_size larger, or min_size smaller.",
      source,
    },
    "queue-waits": {
      severity: "error",
      what: "`sending_queue` has wait_for_result or storage, not both.",
      why: "The collector refuses both when it starts.",
      fix: "Remove wait_for_result: what is stored need not be waited for.",
      source,
    },
  },
  (subject, report) => {
    const batched = batchedExporters(subject);
    for (const { id, settings, type } of componentsIn(subject.document.exporters)) {
      const path = ["exporters", id];
      const queue = at(settings, "sending_queue");
      const hasQueue = at(queue, "enabled") !== false;
      const isLoadBalancing = type === "load_balancing" || type === "loadbalancing";
      if (at(queue, "enabled") === false && batched.has(id) && !isLoadBalancing)
        report("queue-off", [...path, "sending_queue", "enabled"], {
          message: line`sending_queue of ${id} is off, behind the processor batch`,
        });
      if (at(settings, "retry_on_failure", "enabled") === false && (hasQueue || batched.has(id)) && !isLoadBalancing)
        report("retry-off", [...path, "retry_on_failure", "enabled"], {
          message: line`retry_on_failure of ${id} is off`,
        });
      const elapsed = milliseconds(at(settings, "retry_on_failure", "max_elapsed_time"));
      if (
        elapsed !== undefined &&
        elapsed > 0 &&
        elapsed < 30_000 &&
        at(settings, "retry_on_failure", "enabled") !== false
      )
        report("retry-too-short", [...path, "retry_on_failure", "max_elapsed_time"], {
          message: line`${id} gives up after ${elapsed / 1000} s`,
        });
      if (isLoadBalancing) {
        // A queue is on where it is written; retries are on where it says so.
        const missing = [
          ...(isSet(settings, "sending_queue") && at(queue, "enabled") !== false ? [] : ["sending_queue"]),
          ...(isSet(settings, "retry_on_failure", "enabled") && at(settings, "retry_on_failure", "enabled") !== false
            ? []
            : ["retry_on_failure"]),
        ];
        if (missing.length > 0)
          report("load-balancing-queue", path, { message: line`${id} has no ${missing.join(" and no ")} of its own` });
        const zero = ["initial_interval", "multiplier"].filter(
          (key) =>
            !isSet(settings, "retry_on_failure", key) || milliseconds(at(settings, "retry_on_failure", key)) === 0,
        );
        if (at(settings, "retry_on_failure", "enabled") === true && zero.length > 0)
          report("load-balancing-retry", [...path, "retry_on_failure"], {
            message: line`retry_on_failure of ${id} is on with ${zero.join(" and ")} 0`,
          });
      }
      if (!hasQueue) continue;
      if (at(queue, "wait_for_result") === true && isSet(queue, "storage") && at(queue, "storage") !== null)
        report("queue-waits", [...path, "sending_queue", "wait_for_result"], {
          message: line`${id} waits for results, and stores its queue`,
        });
      const written = at(queue, "batch");
      // Without a value it is there, with all defaults.
      const batch = written === null ? {} : written;
      if (typeof batch !== "object" || at(batch, "enabled") === false) continue;
      const sizer = at(queue, "sizer") ?? "requests";
      // A batch that says nothing else counts as its queue does.
      const batchSizer = isSet(batch, "sizer") ? at(batch, "sizer") : isSet(queue, "sizer") ? sizer : "items";
      const least = isSet(batch, "min_size") ? numberAt(batch, "min_size") : defaultMinSizeOf(type);
      const most = numberAt(batch, "max_size");
      const size = numberAt(queue, "queue_size");
      if (least !== undefined && size !== undefined && sizer === batchSizer && least > size)
        report("queue-sizes", [...path, "sending_queue", "queue_size"], {
          message: line`${id} collects batches of ${least} in a queue of ${size}`,
        });
      if (least !== undefined && most !== undefined && most > 0 && most < least)
        report("queue-sizes", [...path, "sending_queue", "batch", "max_size"], {
          message: line`batches of ${id} have at least ${least} and at most ${most}`,
        });
    }
  },
);

/** `sending_queue.batch.min_size`, where it is not given; undefined for exporters that may have one of their own. */
function defaultMinSizeOf(type: string): number | undefined {
  return ["otlp_grpc", "otlp_http", "otlp", "otlphttp"].includes(type) ? 8192 : undefined;
}

function batchedExporters({ document }: Subject): ReadonlySet<string> {
  return new Set(
    Object.values(document.service.pipelines).flatMap(({ exporters, processors }) =>
      processors.some((id) => typeOf(id) === "batch") ? exporters : [],
    ),
  );
}
