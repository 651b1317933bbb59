import { annotationEvents } from "../../../lib/cli/dashboards/preview/annotation-events";
import type { Frame } from "../../../lib/dashboards/preview";
import { readDashboard } from "../../../lib/dashboards/read";

const loki = { type: "loki", uid: "l" };
const annotation = readDashboard({
  ...{ title: "API", schemaVersion: 41, panels: [] },
  annotations: { list: [{ name: "Marks", enable: true, datasource: loki, expr: '{app="a"}' }] },
}).dashboard!.annotations[0]!;

function eventsOf(...frames: readonly Frame[]) {
  const ask = () => Promise.resolve({ frames, reasons: [] });
  return annotationEvents({ alarms: [] } as never, ask)(annotation, new Map());
}

const numbers = (kind: "number" | "time"): Frame => ({
  ...{ kind: "table", left: 3, rows: [[60_000, "v2"]] },
  columns: [
    { name: "first", kind },
    { name: "second", kind: "text" },
  ],
});

test("rows with a time are moments", async () => {
  expect(await eventsOf(numbers("time"))).toEqual({ events: [{ at: 60, text: "v2" }], left: 3 });
});

test("a number of the whole time is none", async () => {
  expect(await eventsOf(numbers("number"))).toEqual({ why: expect.any(String) as string });
  expect(await eventsOf(numbers("number"), numbers("time"))).toEqual({ events: [{ at: 60, text: "v2" }], left: 3 });
});

test("numbers are moments where they begin to be above 0", async () => {
  const values = [0, 2, 3, null, 1];
  const series: Frame = { kind: "series", name: "restarts", labels: {}, start: 600, step: 60, values };
  expect(await eventsOf(series)).toEqual({
    events: [
      { at: 660, text: "restarts" },
      { at: 840, text: "restarts" },
    ],
    left: 0,
  });
});
