import type { CollectorPlan, TierPlan } from "../../config";
import { forward } from "../components/connectors";
import type { Collector, Pipelines } from "../model/collector";
import { backendsOf, type CollectorSecret } from "./backends";
import { countsOf } from "./counts/signals";
import { signalPipelines } from "./counts/stream";
import {
  asBackendsTakeIt,
  fromApplications,
  fromGateway,
  fromItself,
  health,
  inEnvironment,
  isPrometheus,
  limiterOf,
  ofOneTask,
  ownTelemetry,
  requestMetrics,
  withoutRoots,
  withoutRoutes,
} from "./parts";
import { forOwnAlarms } from "./own-alarms";
import { redactedNames, redactionOf, redactionOfPoints } from "./redaction";
import { samplingOf } from "./sampling";
import type { DeploymentFacts } from "../rules/deployment";
import { sizingOf } from "./sizing";
import { toSampler } from "./to-sampler";

/**
 * Collectors of one kind in an environment: `gateway` takes what applications send, `sampler` keeps or drops whole traces; `sidecar` in tasks of
 * applications and `agent` on nodes hand what they take to the gateway.
 */
export type CollectorTier = (typeof collectorTiers)[number];

/** Those that run as services, of ours if an environment asks for that; whoever runs the others delivers them. */
export const serviceTiers = ["gateway", "sampler"] as const;

export const collectorTiers = [...serviceTiers, "sidecar", "agent"] as const;

/** A collector that an environment's plan asks for. */
export interface PlannedCollector {
  readonly tier: CollectorTier;
  readonly collector: Collector;

  /** What it must find in its environment. */
  readonly secrets: readonly CollectorSecret[];

  /** What rules ask of its deployment. */
  readonly facts: DeploymentFacts;
}

/** The collectors of a plan: the gateway, and what samples for it, if that is a tier of its own. */
export function collectorsOf(plan: CollectorPlan): readonly [PlannedCollector, ...PlannedCollector[]] {
  return plan.sampler === undefined ? [gateway(plan)] : [gateway(plan), sampler(plan, plan.sampler)];
}

function gateway(plan: CollectorPlan): PlannedCollector {
  const { memoryMib } = plan.gateway;
  const { queueBytes } = sizingOf(memoryMib);
  const hasSampler = plan.sampler !== undefined;
  // Where another tier samples, it also sends.
  const sent = hasSampler ? { ...plan, traces: [] } : plan;
  const share = Math.floor(queueBytes / (queuesOf(sent) + (hasSampler ? 1 : 0)));
  const { logs, metrics, secrets, traces } = backendsOf(sent, share);
  const first = [limiterOf(memoryMib), inEnvironment(plan)] as const;
  const redaction = redactionOf(plan.redaction);
  const ofPoints = redactionOfPoints(plan.redaction);
  const ownMetrics = ofOneTask(plan);

  const onward = hasSampler ? [toSampler(plan, share)] : traces;
  const clean = forward(
    "traces",
    {},
    { name: "clean", why: "Spans that are clean: to be counted, and on their way out." },
  );
  const requests = requestMetrics(plan);
  const hasMetrics = metrics.length > 0;
  const counts = countsOf(plan);
  const hasCounts = hasMetrics && counts.connectors.length > 0;
  const cumulative = asBackendsTakeIt(plan);
  const hasTraces = onward.length > 0;

  return {
    tier: "gateway",
    secrets,
    facts: {
      production: plan.production,
      tasks: plan.gateway.tasks,
      loadBalanced: false,
      memoryMib,
      stopTimeoutSeconds: plan.ecs?.stopTimeoutSeconds,
      privateNetwork: true,
      listensToNetwork: true,
      redacted: ["traces", "metrics", "logs"],
      transactionSearch: plan.transactionSearch,
      notCounted: hasMetrics ? counts.notCounted : [],
    },
    collector: {
      extensions: [health],
      telemetry: ownTelemetry,
      pipelines: merged([
        (hasTraces || hasMetrics) && {
          traces: {
            receivers: [fromApplications],
            processors: [...first, ...redaction, ...redactedNames(plan.redaction)],
            exporters: [clean],
            why: "Spans as applications send them, without what may not be kept.",
          },
        },
        hasMetrics && {
          "traces/counted": {
            receivers: [clean],
            processors: withoutRoutes(plan),
            exporters: [requests],
            why: "All spans are counted, before any is dropped.",
          },
        },
        hasTraces && {
          "traces/out": {
            receivers: [clean],
            processors: hasSampler ? [] : plan.isSampled ? [samplingOf(plan, memoryMib)] : withoutRoots(plan),
            exporters: onward,
            why: hasSampler
              ? "To the tasks that keep or drop whole traces."
              : plan.isSampled
                ? "The traces that are kept."
                : "All traces.",
          },
        },
        hasMetrics && {
          metrics: {
            receivers: [fromApplications],
            processors: [...first, ofPoints, ...cumulative],
            exporters: metrics,
            why: "Metrics as applications send them.",
          },
          "metrics/requests": {
            receivers: [requests],
            processors: [first[0], ofPoints, ...ownMetrics],
            exporters: metrics,
            why: "Requests, errors and durations, counted from all spans.",
          },
          "metrics/collector": {
            receivers: [fromItself],
            processors: [...first, ofPoints, ...ownMetrics],
            exporters: metrics,
            why: "What the collector says of itself.",
          },
        },
        logs.length > 0 && {
          logs: {
            receivers: [fromApplications],
            processors: [...first, ...redaction],
            exporters: logs,
            why: "Logs as applications send them.",
          },
        },
        forOwnAlarms(plan, "gateway", [first[0], ofPoints]),
        hasCounts && {
          "logs/counted": {
            receivers: [fromApplications],
            processors: [...first, ...counts.lines],
            exporters: counts.connectors,
            why: "All lines are counted, as they come. Only numbers and dimensions leave this branch.",
          },
          ...signalPipelines({
            plan,
            connectors: counts.connectors,
            limiter: first[0],
            redaction: ofPoints,
            prometheus: metrics.filter((_, index) => isPrometheus(sent.metrics[index])),
            others: metrics.filter((_, index) => !isPrometheus(sent.metrics[index])),
          }),
        },
      ]),
    },
  };
}

function sampler(plan: CollectorPlan, { memoryMib, tasks }: TierPlan): PlannedCollector {
  const sent = { ...plan, logs: [] };
  const share = Math.floor(sizingOf(memoryMib).queueBytes / queuesOf(sent));
  const { metrics, secrets, traces } = backendsOf(sent, share);
  const limiter = limiterOf(memoryMib);
  return {
    tier: "sampler",
    secrets,
    facts: {
      production: plan.production,
      tasks,
      loadBalanced: true,
      memoryMib,
      stopTimeoutSeconds: plan.ecs?.stopTimeoutSeconds,
      privateNetwork: true,
      listensToNetwork: true,
      transactionSearch: plan.transactionSearch,
    },
    collector: {
      extensions: [health],
      telemetry: ownTelemetry,
      pipelines: merged([
        {
          traces: {
            receivers: [fromGateway],
            processors: [limiter, samplingOf(plan, memoryMib)],
            exporters: traces,
            why: "Whole traces, clean and counted already: those that are kept.",
          },
        },
        metrics.length > 0 && {
          "metrics/collector": {
            receivers: [fromItself],
            processors: [limiter, inEnvironment(plan), ...ofOneTask(plan)],
            exporters: metrics,
            why: "What the collector says of itself.",
          },
        },
        forOwnAlarms(plan, "sampler", [limiter]),
      ]),
    },
  };
}

/** How many exporters share the memory for what waits. */
function queuesOf({ logs, metrics, traces }: CollectorPlan): number {
  return Math.max(logs.length + metrics.length + traces.length, 1);
}

function merged(some: readonly (Pipelines | false)[]): Pipelines {
  return some.reduce<Pipelines>((all, each) => (each === false ? all : { ...all, ...each }), {});
}
