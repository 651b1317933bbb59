import type { AnnotationEvent, AnnotationEvents, Choices, Frame, PanelData } from "../../../dashboards/preview";
import type { Annotation, Query } from "../../../dashboards/read";
import { isAskable } from "./ask-data";
import type { Recorded } from "./recorded";

/**
 * What annotations mark: alarms that fired, and lines or numbers that were recorded.
 *
 * @param ask undefined: without an environment, whose contracts say what queries ask
 */
export function annotationEvents(
  { alarms }: Recorded,
  ask: ((query: Query, choices: Choices) => Promise<PanelData>) | undefined,
): (annotation: Annotation, choices: Choices) => Promise<AnnotationEvents> {
  return async ({ datasource, query }, choices) => {
    if (query === undefined) return { why: "it has no query" };
    const { alarmNamePrefix, queryMode } = query.json;
    if (queryMode === "Annotations" && typeof alarmNamePrefix === "string" && alarmNamePrefix !== "") {
      const named = alarms.filter(({ name }) => name.startsWith(alarmNamePrefix));
      return { events: named.flatMap(({ name, spans }) => spans.map(([at]) => ({ at, text: name }))), left: 0 };
    }
    if (isAskable(query)) {
      if (ask === undefined) return { why: "it is computed with --env, whose contracts say what it asks" };
      const { frames, reasons } = await ask(query, choices);
      const [reason] = reasons;
      if (frames.length === 0 && reason !== undefined) return { why: reason.replace(/\.$/, "") };
      const timed = frames.filter(hasTimes);
      return frames.length > 0 && timed.length === 0
        ? { why: "its query gives numbers of the whole time, and no moments" }
        : { events: timed.flatMap(eventsOf), left: timed.reduce((sum, frame) => sum + leftOf(frame), 0) };
    }
    return datasource?.type === "grafana" || datasource?.uid === "-- Grafana --"
      ? { why: "Grafana's own database has what was posted to it" }
      : { why: "its data source is not known here" };
  };
}

function hasTimes(frame: Frame): boolean {
  return frame.kind !== "table" || frame.columns[0]?.kind === "time";
}

function leftOf(frame: Frame): number {
  return frame.kind === "series" ? 0 : frame.left;
}

/** A line is a moment; of numbers, each time that they begin to be above 0. */
function eventsOf(frame: Frame): readonly AnnotationEvent[] {
  switch (frame.kind) {
    case "lines":
      return frame.rows.map(({ at, text }) => ({ at: at / 1000, text }));
    case "table":
      return frame.rows.flatMap(([at, ...rest]) =>
        typeof at === "number" ? [{ at: at / 1000, text: rest.filter((value) => value !== null).join(" ") }] : [],
      );
    case "series":
      return frame.values.flatMap((value, index) =>
        (value ?? 0) > 0 && (frame.values[index - 1] ?? 0) <= 0
          ? [{ at: frame.start + index * frame.step, text: frame.name }]
          : [],
      );
  }
}
