import type { Panel } from "../../../dashboards/read";
import { statsOf } from "../../../replay/metrics";
import type { Recorded } from "./recorded";

/** Which alarms read what a panel shows: all of an alarm's metrics are among those that the panel names. */
export function alarmsOf({ watching }: Recorded): (panel: Panel) => readonly number[] {
  const reads = watching.map((alarm) =>
    alarm === undefined ? [] : statsOf(alarm).map(({ name, namespace }) => JSON.stringify([namespace, name])),
  );
  return ({ queries }) => {
    const shown = new Set(
      queries.flatMap(({ metric }) => (metric === undefined ? [] : [JSON.stringify([metric.namespace, metric.name])])),
    );
    return reads.flatMap((names, index) => (names.length > 0 && names.every((name) => shown.has(name)) ? [index] : []));
  };
}
