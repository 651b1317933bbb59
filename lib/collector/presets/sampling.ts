import type { CollectorPlan } from "../../config";
import { tailSampling, type TailSamplingPolicy } from "../components/processors";
import { ofRoot } from "./parts";
import { sizingOf } from "./sizing";

type Sampling = CollectorPlan["sampling"];

/** Keeps or drops whole traces, as the environment says. */
export function samplingOf({ decisionWaitSeconds, sampling }: CollectorPlan, memoryMib: number) {
  const { traces } = sizingOf(memoryMib);
  const [first, ...others] = policiesOf(sampling);
  return tailSampling(
    {
      decision_wait: `${decisionWaitSeconds}s`,
      num_traces: traces,
      decision_cache: { sampled_cache_size: traces * 2, non_sampled_cache_size: traces * 8 },
      policies: [first, ...others],
    },
    {
      why: {
        "": "A trace is dropped if a policy drops it, else kept if any policy keeps it.",
        num_traces: `What ${memoryMib} MiB hold for ${decisionWaitSeconds} s; more than ${Math.floor(traces / decisionWaitSeconds)} traces a second are decided too early.`,
        decision_cache: "Spans that come after the decision follow it.",
      },
    },
  );
}

/** In the order in which their names are shown. There is always one that decides about the rest. */
function policiesOf(sampling: Sampling): [TailSamplingPolicy, ...TailSamplingPolicy[]] {
  const { dropRoutes, keepErrors, keepSlowerThanSeconds, keepWhere, rate, services } = sampling;
  const special = byName(services);
  const rest: [TailSamplingPolicy, ...TailSamplingPolicy[]] = [
    special.length === 0
      ? { name: "rest", type: "probabilistic", probabilistic: { sampling_percentage: percent(rate) } }
      : {
          name: "rest",
          type: "and",
          and: {
            and_sub_policy: [
              {
                name: "other-services",
                type: "not",
                not: {
                  not_sub_policy: {
                    name: "services",
                    type: "string_attribute",
                    string_attribute: { key: "service.name", values: special.map(([service]) => service) },
                  },
                },
              },
              { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: percent(rate) } },
            ],
          },
        },
  ];
  const before: TailSamplingPolicy[] = [
    ...(dropRoutes.length === 0
      ? []
      : [
          {
            name: "drop-routes",
            type: "drop",
            drop: {
              drop_sub_policy: [
                {
                  name: "roots",
                  type: "ottl_condition",
                  ottl_condition: { error_mode: "ignore", span: rootsOf(dropRoutes) },
                },
              ],
            },
          } as const,
        ]),
    ...(keepErrors ? [{ name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } } as const] : []),
    ...(keepSlowerThanSeconds === undefined
      ? []
      : [{ name: "slow", type: "latency", latency: { threshold_ms: keepSlowerThanSeconds * 1000 } } as const]),
    ...byName(keepWhere).map(
      ([key, values]) =>
        ({ name: `keep-${key}`, type: "string_attribute", string_attribute: { key, values } }) as const,
    ),
    ...special.map(
      ([service, share]) =>
        ({
          name: `service-${service}`,
          type: "and",
          and: {
            and_sub_policy: [
              {
                name: "service",
                type: "string_attribute",
                string_attribute: { key: "service.name", values: [service] },
              },
              { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: percent(share) } },
            ],
          },
        }) as const,
    ),
  ];
  const [first, ...others] = [...before, ...rest];
  return first === undefined ? rest : [first, ...others];
}

/** Conditions for traces that begin with a span of one of the routes. */
function rootsOf(routes: readonly string[]): [string, ...string[]] {
  const [first = "false", ...others] = routes.flatMap(ofRoot);
  return [first, ...others];
}

function percent(share: number): number {
  return Number((share * 100).toPrecision(12));
}

function byName<T>(table: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1));
}
