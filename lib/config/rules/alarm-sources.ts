import { isDeepStrictEqual } from "node:util";
import { didYouMean, excerpt, line, listed, meant } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { cataloguedServices, meantMetrics } from "../meant-metrics";
import { catalogued } from "../plan-metric-alarm";
import { sourcesOf } from "../sources";
import { alarmsOf } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

export const metricUnknown: ConfigRule<"metric-unknown"> = {
  id: "metric-unknown",
  check: ({ config }) => {
    const meantBy = meantMetrics();
    return metricsRead(config).flatMap(({ metric, path }): ConfigFinding[] => {
      if (typeof metric !== "string" || catalogued(metric) !== undefined) return [];
      const { near, ofService, same } = meantBy(metric);
      const [only, ...others] = same.length > 0 ? same : near;
      return [
        problem(
          "metric-unknown",
          path,
          line`${excerpt(metric)} is not in the catalogue of metrics.${meant(others.length === 0 ? only : undefined)}`,
          metricFix(others.length === 0 ? same : [...same, ...near], ofService),
        ),
      ];
    });
  },
};

/** @param candidates what can be meant, and nothing else: all of them are listed */
function metricFix(candidates: readonly string[], ofService: readonly string[]): string {
  const use = candidates.length > 0 ? listed(candidates, candidates.length) : listed(ofService);
  return use === ""
    ? `Begin with a service of the catalogue, as "sqs.visible_messages" does, or write { namespace, name }. The services: ${cataloguedServices.join(", ")}.`
    : `Use ${candidates.length === 1 ? "" : "one of "}${use}, or write { namespace, name }.`;
}

export const metricDimensions: ConfigRule<"metric-dimensions"> = {
  id: "metric-dimensions",
  check: ({ config }) =>
    metricsRead(config).flatMap(({ dimensions, dimensionsPath, metric }): ConfigFinding[] => {
      const known = typeof metric === "string" ? catalogued(metric) : undefined;
      if (known === undefined) return [];
      const given = Object.keys(dimensions ?? {});
      const missing = known.dimensions.filter((name) => !given.includes(name));
      const example = known.dimensions.map((name) => `${name}: "..."`).join(", ");
      const fix = `Give exactly { ${example} }; for a series with other dimensions, write { namespace, name }.`;
      return [
        ...given
          .filter((name) => !known.dimensions.includes(name))
          .map((name) =>
            problem(
              "metric-dimensions",
              [...dimensionsPath, name],
              `"${name}" is not a dimension of ${metricText(metric)}.${didYouMean(name, known.dimensions)}`,
              fix,
            ),
          ),
        ...(missing.length === 0
          ? []
          : [
              problem(
                "metric-dimensions",
                dimensionsPath,
                `${listed(missing)} of ${metricText(metric)} ${missing.length === 1 ? "is" : "are"} not given`,
                fix,
              ),
            ]),
      ];
    }),
};

export const anomalySource: ConfigRule<"anomaly-source"> = {
  id: "anomaly-source",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }): ConfigFinding[] => {
      if (entry.type !== "anomaly") return [];
      if (entry.signal === undefined && entry.metric === undefined)
        return [
          problem(
            "anomaly-source",
            path,
            "it watches nothing",
            "Give it a `signal` of the contract, or a `metric` of AWS.",
          ),
        ];
      return entry.signal !== undefined && entry.metric !== undefined
        ? [
            problem(
              "anomaly-source",
              [...path, "metric"],
              "it watches both a signal and a metric",
              "Remove `signal` or `metric`.",
            ),
          ]
        : [];
    }),
};

export const rateSense: ConfigRule<"rate-sense"> = {
  id: "rate-sense",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }): ConfigFinding[] => {
      if (entry.type !== "rate") return [];
      if (isDeepStrictEqual(entry.errors, entry.of))
        return [
          problem(
            "rate-sense",
            [...path, "of"],
            `${typeof entry.of === "string" ? `"${entry.of}"` : "a series"} as a share of itself is always 100 percent`,
            "Name what counts all events, good and bad.",
          ),
        ];
      const uncounted = sourcesOf(entry).filter(
        ({ statistic = "Sum" }) => statistic !== "Sum" && statistic !== "SampleCount",
      );
      return [
        ...uncounted.map(({ statistic = "", statisticPath }) =>
          problem(
            "rate-sense",
            [...path, ...statisticPath],
            `a rate divides counts, and ${statistic} is not one`,
            "Use Sum or SampleCount; for any other quotient, use an alarm of type math.",
          ),
        ),
        ...(entry.minimum === undefined
          ? [
              doubt(
                "rate-sense",
                path,
                "no `minimum`: a single failure in a quiet period is 100 percent",
                "Add minimum: 20, the fewest events of a period for its rate to count.",
              ),
            ]
          : []),
      ];
    }),
};

export const latencySamples: ConfigRule<"latency-samples"> = {
  id: "latency-samples",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }): ConfigFinding[] =>
      entry.type === "latency" && entry.lowSamples !== undefined && entry.minimumSamples !== undefined
        ? [problem("latency-samples", [...path, "lowSamples"], "`lowSamples` and `minimumSamples` cannot be combined")]
        : [],
    ),
};

/** The metrics that alarms read; paths are whole. */
function metricsRead(config: RuleSubject["config"]) {
  return alarmsOf(config).flatMap(({ entry, path }) =>
    sourcesOf(entry)
      .filter((source) => source.kind === "metric")
      .map(({ dimensions, dimensionsPath, metric, path: at }) => ({
        metric,
        dimensions,
        path: [...path, ...at],
        dimensionsPath: [...path, ...dimensionsPath],
      })),
  );
}

function metricText(metric: ReturnType<typeof metricsRead>[number]["metric"]): string {
  return typeof metric === "string" ? metric : metric.name;
}
