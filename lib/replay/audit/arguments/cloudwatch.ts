import { actionFault, dashboardFaults, isSimpleStatistic, standardUnits, statisticShape } from "../../../aws";
import { byAws, byProvider, choice, exclusive, json, required, tags, text, textAt } from "./checks";
import type { Arguments } from "./read";
import type { ArgumentRefusal, Surroundings } from "./refusal";

const ACTIONS = ["alarm_actions", "ok_actions", "insufficient_data_actions"] as const;

/** Periods, statistics, expressions and texts of an alarm are checked where it is evaluated. */
export function metricAlarm(given: Arguments, surroundings: Surroundings): readonly ArgumentRefusal[] {
  const dimensions = given.isAbsent("metric_name") ? undefined : dimensionsOf(given);
  const isOnBand = given.isGiven("threshold_metric_id");
  return [
    ...required(given, ["alarm_name"]),
    ...actions(given, { region: surroundings.region, dimensions, isOnBand }),
    ...statistics(given),
    ...units(given),
    ...exclusive(
      given,
      "metric_query",
      ["namespace", "dimensions", "period", "statistic", "extended_statistic", "unit"].filter(
        // Zero is as good as nothing.
        (name) => given.number(name) !== 0,
      ),
    ),
    ...exclusive(given, "threshold_metric_id", ["threshold"]),
    ...lowSamples(given),
    ...leastOne(given, "datapoints_to_alarm"),
    ...given.blocks("metric_query").flatMap((query) => text(query, "id", "metricId")),
    ...tags(given, false),
  ];
}

function dimensionsOf(given: Arguments): readonly string[] | undefined {
  return given.isGiven("dimensions") && given.entries("dimensions").length === 0
    ? undefined
    : given.entries("dimensions").map(([name]) => name);
}

function actions(given: Arguments, context: Parameters<typeof actionFault>[1]): readonly ArgumentRefusal[] {
  return ACTIONS.flatMap((name) =>
    given.texts(name).flatMap(([place, action]) => {
      // The provider leaves out an empty one.
      if (action === "") return [];
      const fault = actionFault(action, context);
      return fault === undefined
        ? textAt(place, action, "alarmAction")
        : [byAws(place, { kind: "action", action, fault })];
    }),
  );
}

/** What CloudWatch itself does not know is refused elsewhere. */
function statistics(given: Arguments): readonly ArgumentRefusal[] {
  const statistic = given.text("extended_statistic") ?? "";
  const own = isSimpleStatistic(statistic)
    ? [byProvider("extended_statistic", { kind: "excluded-by", other: "statistic" })]
    : shape(given, "extended_statistic");
  return [
    ...own,
    ...given
      .blocks("metric_query")
      .flatMap((query) => query.blocks("metric").flatMap((metric) => shape(metric, "stat"))),
  ];
}

/** CloudWatch takes more decimals than the provider does. */
function shape(given: Arguments, name: string): readonly ArgumentRefusal[] {
  const statistic = given.text(name) ?? "";
  return /^(?:p|tm|wm|tc|ts)\d+\.\d{3,}$/.test(statistic) && !statisticShape.test(statistic)
    ? [
        byProvider(given.place(name), {
          kind: "text",
          fault: { kind: "too-long", length: statistic.split(".")[1]?.length ?? 0, most: 2 },
          form: "at most two decimals: p99.99",
        }),
      ]
    : [];
}

function units(given: Arguments): readonly ArgumentRefusal[] {
  return [
    ...choice(given, "unit", standardUnits),
    ...given
      .blocks("metric_query")
      .flatMap((query) => query.blocks("metric").flatMap((metric) => choice(metric, "unit", standardUnits))),
  ];
}

/** "Option evaluateLowSampleCountPercentile can not be applied with statistic Sum." */
function lowSamples(given: Arguments): readonly ArgumentRefusal[] {
  const name = "evaluate_low_sample_count_percentiles";
  const statistic = given.text("statistic") ?? "";
  // Of a plan, it is not known where it is left out: the provider fills it in.
  const isKnown = given.isGiven(name) && given.text(name) !== undefined;
  return !isKnown || statistic === "" || !isSimpleStatistic(statistic)
    ? []
    : [byAws(name, { kind: "not-for-statistic", statistic })];
}

function leastOne(given: Arguments, name: string): readonly ArgumentRefusal[] {
  const value = given.number(name);
  return value === 0 ? [byProvider(given.place(name), { kind: "least", value, least: 1 })] : [];
}

export function compositeAlarm(given: Arguments, { region }: Surroundings): readonly ArgumentRefusal[] {
  return [
    ...required(given, ["alarm_name", "alarm_rule"]),
    ...text(given, "alarm_name", "alarmName"),
    ...text(given, "alarm_description", "alarmDescription"),
    ...actions(given, { region, dimensions: undefined, isOnBand: false }),
    ...given
      .blocks("actions_suppressor")
      .flatMap((block) => [
        ...required(block, ["alarm", "wait_period", "extension_period"]),
        ...text(block, "alarm", "suppressor"),
      ]),
    ...tags(given, false),
  ];
}

export function dashboard(given: Arguments): readonly ArgumentRefusal[] {
  const body = given.text("dashboard_body");
  const refused = json(given, "dashboard_body");
  return [
    ...required(given, ["dashboard_name", "dashboard_body"]),
    ...text(given, "dashboard_name", "dashboardName"),
    ...refused,
    ...(body === undefined || body === "" || refused.length > 0 ? [] : dashboardFaults(body)).map((fault) =>
      byAws("dashboard_body", { kind: "dashboard", fault }),
    ),
  ];
}
