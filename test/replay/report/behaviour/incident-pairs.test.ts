import type { AlarmResult } from "../../../../lib/replay/result";
import type { Fired } from "../../../../lib/replay/report/incidents";
import { incidentPairs } from "../../../../lib/replay/report/behaviour/incident-pairs";

const minute = 60_000;
const clock = { from: 0, to: 100 * minute };

function fired(name: string, ...times: readonly (readonly [from: number, to: number])[]): Fired {
  const alarm = { name, address: name } as AlarmResult;
  const [first, ...others] = times.map(([from, to]) => {
    const stretch = { from: from * minute, to: to * minute, isOpen: to === 100 };
    return { alarm, ...stretch, reason: "", logEdge: null, undocumented: [], notified: [] };
  });
  return { alarm, episodes: [first!, ...others] };
}

const paired = (was: readonly Fired[], is: readonly Fired[]) =>
  incidentPairs({ was, is }, clock, ({ name }) => name).map((pair) =>
    [pair.was, pair.is].map((side) => side.map(({ alarms }) => alarms.map(({ alarm }) => alarm.name))),
  );

const heartbeat = fired("heartbeat", [0, 100]);
const errors = fired("errors", [10, 20]);

test("an alarm that fires all the time hides no incident that comes or goes", () => {
  expect(paired([heartbeat, errors], [heartbeat])).toEqual([
    [[["heartbeat"]], [["heartbeat"]]],
    [[["errors"]], []],
  ]);
  expect(paired([heartbeat], [heartbeat, errors])).toEqual([
    [[["heartbeat"]], [["heartbeat"]]],
    [[], [["errors"]]],
  ]);
  expect(paired([], [heartbeat, errors])).toEqual([
    [[], [["heartbeat"]]],
    [[], [["errors"]]],
  ]);
});

test.each([
  ["begins later", fired("heartbeat", [5, 100])],
  ["ends", fired("heartbeat", [0, 40])],
])("an alarm that fires all the time before and %s after is compared with itself", (_, after) => {
  expect(paired([heartbeat], [after])).toEqual([[[["heartbeat"]], [["heartbeat"]]]]);
  expect(paired([heartbeat, errors], [after])).toEqual([[[["heartbeat", "errors"]], [["heartbeat"]]]]);
});
