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
import type { MetricAlarmPlan, SeriesPlan } from "../plan/alarms";
import { readBy } from "../read-by";
import { sourcesOf } from "../sources";
import { type AlarmAsItIs, alarmsAsTheyAre } from "./walk";
import type { ConfigRule, RuleSubject } from "./rule";

export const dimensionLimits: ConfigRule<"dimension-limits"> = {
  id: "dimension-limits",
  check: ({ config, plans }) =>
    plans.flatMap(({ environment, services }) =>
      services
        .flatMap(flatAlarms)
        .flatMap((alarm) =>
          alarm.kind === "metric"
            ? readBy(alarm.measure).flatMap(({ series, use }) =>
                problems(environment, series, [...alarm.source, ...dimensionsPath(config, alarm, use)]),
              )
            : [],
        ),
    ),
};

export const statisticRange: ConfigRule<"statistic-range"> = {
  id: "statistic-range",
  check: (subject) => alarmsAsTheyAre(subject).flatMap(rangeProblems),
};

/** Where the dimensions of a series are written, below its alarm. */
function dimensionsPath(config: RuleSubject["config"], { alarm, service }: MetricAlarmPlan, use?: string): Path {
  const entry = own(own(config.services, service)?.alarms ?? {}, alarm);
  const source = entry === undefined ? undefined : sourcesOf(entry).find((each) => each.use === use);
  return source?.dimensionsPath ?? ["dimensions"];
}

function problems(environment: string, { dimensions }: SeriesPlan, path: Path): ConfigFinding[] {
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
}

function dimensionText(
  { dimension, fault, part }: DimensionFault,
  dimensions: Readonly<Record<string, string>>,
): string {
  const text = part === "name" ? dimension : (own(dimensions, dimension) ?? "");
  const { what } = textRules[part === "name" ? "dimensionName" : "dimensionValue"];
  return `the ${what} ${excerpt(text)} ${fault.kind === "not-a-selector" ? "is not a selector" : textFaultClause(fault)}`;
}

function rangeProblems({ entry, writtenAt }: AlarmAsItIs): ConfigFinding[] {
  return sourcesOf(entry).flatMap(({ statistic, statisticPath }) => {
    const fault = statistic === undefined ? undefined : statisticFault(statistic);
    if (statistic === undefined || fault === undefined) return [];
    return [
      problem(
        "statistic-range",
        writtenAt(statisticPath).path,
        `${statistic} ${faultTexts[fault]}`,
        "Write TM(10%:90%), TM(100:2000), PR(0:300), or leave one bound out: PR(:300).",
      ),
    ];
  });
}

const faultTexts: Readonly<Record<NonNullable<ReturnType<typeof statisticFault>>, string>> = {
  unknown: "is not a statistic of CloudWatch",
  "above-100": "has a percentage above 100",
  "no-bound": "has no bound",
  "percent-rank": "is a range in percent: PR takes values",
  "mixed-bounds": "mixes percent and values",
  "empty-range": "is an empty range",
};
