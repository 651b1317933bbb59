import { lacksTransactionSearch, otlpEndpointAt } from "../../aws";
import { count, line, own } from "../../base";
import { componentsIn, family } from "./family";
import { traceKib } from "../model/trace-size";
import { at, isSet, numberAt } from "./values";

/** Rules about a collector and what runs it. */
export const deployed = family(
  {
    "signed-for-no-service": {
      severity: "error",
      what: "`sigv4auth` has a service, where it cannot be read from the host's name: all but aps-workspaces, search-, logs, xray and monitoring.",
      why: "Requests are signed for no service, and AWS refuses each of them.",
      fix: "Set service and region.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/sigv4authextension/README.md",
    },
    "transaction-search-off": {
      severity: "error",
      what: "What sends to X-Ray's OTLP endpoint is in an account with Transaction Search.",
      why: "The endpoint refuses spans without. GovCloud has none.",
      fix: "Turn Transaction Search on, or export with awsxray, or to another back end.",
      source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html",
    },
    "sampling-memory": {
      severity: "warning",
      what: `The traces that tail_sampling holds fit into half of the task's memory, at ${traceKib} KiB for each.`,
      why: "The memory limiter refuses what comes in, or the task is killed with all undecided traces.",
      fix: "Make num_traces or decision_wait smaller, or the task larger.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md",
    },
    "memory-limit-over-task": {
      severity: "error",
      what: "`limit_mib` of memory_limiter is below the memory of the task.",
      why: "The task is killed before the limiter refuses anything.",
      fix: "Use limit_percentage: 80, or a limit of at most 80 percent of the task's memory.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/memorylimiterprocessor/README.md",
    },
    "collector-text-too-large": {
      severity: "error",
      what: "The configuration fits into what brings it to the collector.",
      why: "AWS refuses the task definition or the parameter.",
      fix: "Deliver it another way: through S3, or in an image.",
    },
  },
  ({ document, facts }, report) => {
    const started = new Set(document.service.extensions);
    const used = new Set(Object.values(document.service.pipelines).flatMap(({ exporters }) => exporters));
    for (const { id, settings } of componentsIn(document.exporters)) {
      if (!used.has(id)) continue;
      for (const key of ["endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint"]) {
        const address = at(settings, key);
        if (typeof address !== "string") continue;
        if (lacksTransactionSearch(address))
          report("transaction-search-off", ["exporters", id, key], {
            message: line`${id} sends to X-Ray's OTLP endpoint in GovCloud, which has no Transaction Search`,
          });
        else if (facts?.transactionSearch === false && otlpEndpointAt(address)?.service === "xray")
          report("transaction-search-off", ["exporters", id, key], {
            message: line`${id} sends to X-Ray's OTLP endpoint`,
          });
        const auth = at(settings, "auth", "authenticator");
        if (typeof auth !== "string" || !/^sigv4auth(?:\/|$)/.test(auth) || !started.has(auth)) continue;
        const [, host = ""] = /^https?:\/\/([^/:]+)/i.exec(address) ?? [];
        if (
          host === "" ||
          isSet(own(document.extensions, auth), "service") ||
          /^(?:aps-workspaces|search-|logs|xray|monitoring)/.test(host)
        )
          continue;
        report("signed-for-no-service", ["extensions", auth], {
          message: line`${auth} does not know the service of ${host}`,
        });
      }
    }
    for (const { id, settings, type } of componentsIn(document.processors)) {
      if (facts?.memoryMib === undefined) continue;
      const limit = numberAt(settings, "limit_mib");
      if (type === "memory_limiter" && limit !== undefined && limit >= facts.memoryMib)
        report("memory-limit-over-task", ["processors", id, "limit_mib"], {
          message: line`limit_mib is ${limit}, and a task has ${facts.memoryMib} MiB`,
        });
      const traces = isSet(settings, "num_traces") ? numberAt(settings, "num_traces") : 50_000;
      if (type === "tail_sampling" && traces !== undefined && (traces * traceKib) / 1024 > facts.memoryMib / 2)
        report("sampling-memory", ["processors", id, "num_traces"], {
          message: line`${id} holds up to ${count(traces)} traces, and a task has ${facts.memoryMib} MiB`,
        });
    }
    if (facts?.delivery !== undefined && facts.delivery.size > facts.delivery.most)
      report("collector-text-too-large", [], {
        message: line`it has ${count(facts.delivery.size)} bytes, and ${facts.delivery.kind} takes ${count(facts.delivery.most)}`,
      });
  },
);
