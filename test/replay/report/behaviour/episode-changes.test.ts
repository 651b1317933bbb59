import fc from "fast-check";
import { episodeChanges } from "../../../../lib/replay/report/behaviour/episode-changes";

const minute = 60_000;

type Stretch = readonly [from: number, to: number];

const clocks = (all: readonly Stretch[]) => all.map(([from, to]) => ({ from: from * minute, to: to * minute }));

const changes = (was: readonly Stretch[], is: readonly Stretch[]) => {
  const { lost, moved, won } = episodeChanges({ was: clocks(was), is: clocks(is) });
  return {
    moved: moved === null ? null : [moved.was / minute, moved.is / minute],
    lost: lost.map((at) => at / minute),
    won: won.map((at) => at / minute),
  };
};

const same = { moved: null, lost: [], won: [] };

test.each([
  ["begins later", [[0, 10]], [[4, 12]], { moved: [0, 4] }],
  ["begins later, after it was over", [[0, 10]], [[20, 30]], { moved: [0, 20] }],
  ["is lost before one that stays", [[0, 15], [30, 45]], [[30, 45]], { lost: [0] }], // prettier-ignore
  ["is lost minutes before one that stays", [[0, 15], [19, 34]], [[19, 34]], { lost: [0] }], // prettier-ignore
  ["comes before one that stays", [[30, 45]], [[0, 15], [30, 45]], { won: [0] }], // prettier-ignore
  ["is lost after one that is later", [[0, 10], [300, 310]], [[2, 10]], { moved: [0, 2], lost: [300] }], // prettier-ignore
  ["stays, and a later one is later", [[0, 10], [300, 310]], [[0, 10], [304, 310]], { moved: [300, 304] }], // prettier-ignore
  ["is at another time of the day", [[0, 10]], [[300, 310]], { lost: [0], won: [300] }],
  ["ends in between", [[0, 30]], [[0, 5], [20, 30]], {}], // prettier-ignore
] as const)("a time that an alarm fires %s", (_, was, is, expected) => {
  expect(changes(was, is)).toEqual({ ...same, ...expected });
});

test("each time is lost, won, or at the same time as one of the other replay, or within an hour of it", () => {
  const stretches = fc
    .uniqueArray(fc.nat(600), { maxLength: 12 })
    .map((times) => times.sort((a, b) => a - b))
    .map((times) =>
      times.flatMap((from, index): Stretch[] => {
        const to = times[index + 1];
        return index % 2 === 0 && to !== undefined ? [[from, to]] : [];
      }),
    );
  fc.assert(
    fc.property(stretches, stretches, (was, is) => {
      const found = changes(was, is);
      const overlaps = ([from, to]: Stretch, others: readonly Stretch[]) =>
        others.some((other) => from <= other[1] && other[0] <= to);
      for (const each of was) if (overlaps(each, is)) expect(found.lost).not.toContain(each[0]);
      for (const each of is) if (overlaps(each, was)) expect(found.won).not.toContain(each[0]);
      // The other way round, what is lost is won.
      expect(changes(is, was)).toMatchObject({ lost: found.won, won: found.lost });
      expect(changes(was, was)).toEqual(same);
    }),
  );
});
