import { flatAlarms } from "../flat-alarms";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { MeasurePlan } from "../plan/alarms";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { Rule } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html
const mostDimensions = 30;
const longestName = 255;
const longestValue = 1024;

export const dimensionLimits: Rule<"dimension-limits"> = {
  id: "dimension-limits",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap((service) =>
        flatAlarms(service).flatMap((alarm) =>
          alarm.kind === "metric" ? problems(environment, alarm.measure, [...alarm.source, "dimensions"]) : [],
        ),
      ),
    ),
};

export const statisticRange: Rule<"statistic-range"> = {
  id: "statistic-range",
  check: ({ config }) => alarmsOf(config).flatMap(rangeProblems),
};

function problems(environment: string, measure: MeasurePlan, path: Path): ConfigFinding[] {
  const series = measure.kind === "rate" ? [measure.errors, measure.of] : [measure.series];
  return series.flatMap(({ dimensions }) => {
    const count = Object.keys(dimensions).length;
    const many =
      count <= mostDimensions
        ? []
        : [
            problem(
              "dimension-limits",
              path,
              `${count} dimensions, CloudWatch takes ${mostDimensions}`,
              "Is this one series?",
            ),
          ];
    return [
      ...many,
      ...Object.entries(dimensions).flatMap(([name, value]): ConfigFinding[] => {
        const reason =
          name.length > longestName
            ? `the dimension's name has ${name.length} characters, ${longestName} are allowed`
            : name.startsWith(":")
              ? "the dimension's name begins with a colon"
              : value.length > longestValue
                ? `the value has ${value.length} characters, ${longestValue} are allowed`
                : !printable.test(name) || !printable.test(value)
                  ? `${JSON.stringify(`${name}: ${value}`)} has characters other than ASCII's`
                  : undefined;
        return reason === undefined
          ? []
          : [
              problem(
                "dimension-limits",
                inEnvironment(environment, [...path, name]),
                `in environment ${environment} ${reason}`,
                "Write the dimension as the metric's publisher does.",
              ),
            ];
      }),
    ];
  });
}

const printable = /^[\x20-\x7e]*$/;

function rangeProblems({ entry, path }: PlacedAlarm): ConfigFinding[] {
  if (entry.type !== "threshold" && entry.type !== "anomaly" && entry.type !== "metric") return [];
  const [, kind = "", from = "", to = ""] = /^(TM|WM|PR|TC|TS)\((.*):(.*)\)$/.exec(entry.statistic ?? "") ?? [];
  if (kind === "") return [];
  const bounds = [from, to].filter((bound) => bound !== "");
  const inPercent = bounds.filter((bound) => bound.endsWith("%")).length;
  const wrong =
    bounds.length === 0
      ? "has no bound"
      : kind === "PR" && inPercent > 0
        ? "is a range in percent: PR takes values"
        : inPercent > 0 && inPercent < bounds.length
          ? "mixes percent and values"
          : bounds.length === 2 && Number.parseFloat(from) >= Number.parseFloat(to)
            ? "is an empty range"
            : undefined;
  return wrong === undefined
    ? []
    : [
        problem(
          "statistic-range",
          [...path, "statistic"],
          `${entry.statistic ?? ""} ${wrong}`,
          "Write TM(10%:90%), TM(100:2000), PR(0:300), or leave one bound out: PR(:300).",
        ),
      ];
}
