import {
  type DimensionFault,
  limits,
  metricDimensionFaults,
  statisticFault,
  textFaultClause,
  textRules,
} from "../../aws";
import { excerpt, own, type Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { flatAlarms } from "../flat-alarms";
import type { MeasurePlan } from "../plan/alarms";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule } from "./rule";

export const dimensionLimits: ConfigRule<"dimension-limits"> = {
  id: "dimension-limits",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services
        .flatMap(flatAlarms)
        .flatMap((alarm) =>
          alarm.kind === "metric" ? problems(environment, alarm.measure, [...alarm.source, "dimensions"]) : [],
        ),
    ),
};

export const statisticRange: ConfigRule<"statistic-range"> = {
  id: "statistic-range",
  check: ({ config }) => alarmsOf(config).flatMap(rangeProblems),
};

function problems(environment: string, measure: MeasurePlan, path: Path): ConfigFinding[] {
  const series = measure.kind === "rate" ? [measure.errors, measure.of] : [measure.series];
  return series.flatMap(({ dimensions }) => {
    const { faults, tooMany } = metricDimensionFaults(dimensions);
    return [
      ...(tooMany === undefined
        ? []
        : [
            problem(
              "dimension-limits",
              path,
              `${tooMany.count} ${limits[tooMany.limit].unit}, ${tooMany.most} are allowed`,
              "Check that this is a single series.",
            ),
          ]),
      ...faults.map((fault) =>
        problem(
          "dimension-limits",
          inEnvironment(environment, [...path, fault.dimension]),
          `in environment ${environment} ${dimensionText(fault, dimensions)}`,
          "Write the dimension as the metric's publisher does.",
        ),
      ),
    ];
  });
}

function dimensionText(
  { dimension, fault, part }: DimensionFault,
  dimensions: Readonly<Record<string, string>>,
): string {
  const text = part === "name" ? dimension : (own(dimensions, dimension) ?? "");
  const { what } = textRules[part === "name" ? "dimensionName" : "dimensionValue"];
  return `the ${what} ${excerpt(text)} ${fault.kind === "not-a-selector" ? "is not a selector" : textFaultClause(fault)}`;
}

function rangeProblems({ entry, path }: PlacedAlarm): ConfigFinding[] {
  if (entry.type !== "threshold" && entry.type !== "anomaly" && entry.type !== "metric") return [];
  const fault = entry.statistic === undefined ? undefined : statisticFault(entry.statistic);
  if (entry.statistic === undefined || fault === undefined) return [];
  return [
    problem(
      "statistic-range",
      [...path, "statistic"],
      `${entry.statistic} ${faultTexts[fault]}`,
      "Write TM(10%:90%), TM(100:2000), PR(0:300), or leave one bound out: PR(:300).",
    ),
  ];
}

const faultTexts: Readonly<Record<NonNullable<ReturnType<typeof statisticFault>>, string>> = {
  unknown: "is not a statistic of CloudWatch",
  "above-100": "has a percentage above 100",
  "no-bound": "has no bound",
  "percent-rank": "is a range in percent: PR takes values",
  "mixed-bounds": "mixes percent and values",
  "empty-range": "is an empty range",
};
