import type { Signal } from "../../contract";
import type { QueryService } from "../context";
import type { Question } from "../question";
import { overTime, question } from "./make";

/** Each signal of a service over time; one with dimensions also by them. */
export function signalQuestions({ name: service, signals }: QueryService): readonly Question[] {
  return signals.flatMap((signal) => {
    const { name, total, dimensions } = signal;
    const statistic = usualStatistic(signal);
    const made = (by: readonly string[]): Question =>
      question(
        {
          name: by.length === 0 ? `signal_${name}` : `signal_${name}_by_dimension`,
          title: `Signal ${name}${by.length === 0 ? "" : ` by ${by.join(", ")}`}`,
          description: signal.description,
          services: [service],
        },
        () => ({ kind: "signal", service, signal: name, statistic, by, dimensions: {}, over: overTime }),
      );
    return [...(total ? [made([])] : []), ...(dimensions.length > 0 ? [made(dimensions)] : [])];
  });
}

/** A count is added up, and so is an amount; of times and sizes, those of the slowest hundredth are asked for. */
function usualStatistic({ unit, value }: Pick<Signal, "unit" | "value">): string {
  const isAmount = value === undefined || unit === "Count" || unit === "None";
  return isAmount ? "Sum" : "p99";
}
