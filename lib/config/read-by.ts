import type { MeasurePlan, StatisticPlan } from "./plan/alarms";

/** The series that a number is made of, each with what it is for in a rate or an expression. */
export function readBy(measure: MeasurePlan): readonly (Pick<StatisticPlan, "series"> & { readonly use?: string })[] {
  switch (measure.kind) {
    case "rate":
      return [
        { series: measure.errors.series, use: "errors" },
        { series: measure.of.series, use: "of" },
      ];
    case "math":
      return Object.entries(measure.metrics).map(([use, { series }]) => ({ series, use }));
    case "statistic":
    case "gated":
      return [{ series: measure.series }];
  }
}
