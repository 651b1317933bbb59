import fc from "fast-check";
import type { AlarmResult } from "../../../../lib/replay/result";
import type { Incident } from "../../../../lib/replay/report/incidents";
import {
  incidentBehaviour,
  isIncidentAlike,
  pairedIncidents,
} from "../../../../lib/replay/report/behaviour/incident-behaviour";

const minute = 60_000;

function incident(from: number, to: number, name = "a"): Incident {
  const alarm = { name, address: name } as AlarmResult;
  const episode = { alarm, from: from * minute, to: to * minute, isOpen: false, reason: "", logEdge: null };
  return {
    from: from * minute,
    to: to * minute,
    isOpen: false,
    alarms: [{ alarm, episodes: [{ ...episode, undocumented: [], notified: [] }] }],
  };
}

const paired = (was: readonly Incident[], is: readonly Incident[]) =>
  pairedIncidents({ was, is }, ({ name }) => name).map((pair) => [
    pair.was.map(({ from }) => from / minute),
    pair.is.map(({ from }) => from / minute),
  ]);

test.each([
  ["that overlap are one", [incident(0, 10)], [incident(4, 12)], [[[0], [4]]]],
  ["that follow each other are one", [incident(0, 10)], [incident(15, 20, "b")], [[[0], [15]]]],
  [
    "that are further apart are two",
    [incident(0, 10)],
    [incident(16, 20, "b")],
    [
      [[0], []],
      [[], [16]],
    ],
  ],
  ["of one alarm within an hour are one", [incident(0, 10)], [incident(40, 50)], [[[0], [40]]]],
  ["of one alarm that moved forward are one", [incident(40, 50)], [incident(0, 10)], [[[40], [0]]]],
  [
    "of one alarm after more than an hour are two",
    [incident(0, 10)],
    [incident(71, 80)],
    [
      [[0], []],
      [[], [71]],
    ],
  ],
  ["between others are one with both", [incident(0, 10), incident(20, 30)], [incident(0, 30)], [[[0, 20], [0]]]],
  [
    "that nothing is beside are gone",
    [incident(0, 10), incident(100, 110)],
    [incident(0, 10)],
    [
      [[0], [0]],
      [[100], []],
    ],
  ],
])("incidents %s", (_, was, is, expected) => {
  expect(paired(was, is)).toEqual(expected);
});

const incidents = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 6, max: 90 }),
      length: fc.integer({ min: 0, max: 30 }),
      name: fc.constantFrom("a", "b"),
    }),
  )
  .map((parts) => {
    let at = 0;
    return parts.map(({ gap, length, name }) => {
      const from = at + gap;
      at = from + length;
      return incident(from, at, name);
    });
  });

test("every incident is in one pair, in order of time", () => {
  fc.assert(
    fc.property(incidents, incidents, (was, is) => {
      const pairs = pairedIncidents({ was, is }, ({ name }) => name);
      expect(pairs.flatMap((pair) => pair.was)).toEqual(was);
      expect(pairs.flatMap((pair) => pair.is)).toEqual(is);
      expect(pairs.every((pair) => pair.was.length + pair.is.length > 0)).toBe(true);
    }),
  );
});

test("the same incidents are alike, each with itself", () => {
  fc.assert(
    fc.property(incidents, (all) => {
      const pairs = pairedIncidents({ was: all, is: all }, ({ name }) => name);
      expect(pairs).toEqual(all.map((each) => ({ was: [each], is: [each] })));
      const keyOf = ({ name }: AlarmResult) => name;
      expect(pairs.every((pair) => isIncidentAlike(incidentBehaviour(pair, keyOf)))).toBe(true);
    }),
  );
});
