import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { combinationsOf } from "../../../lib/dashboards/preview/combinations";
import { withinGrid } from "../../../lib/dashboards/preview/layout";
import type { RepeatModel, SectionModel } from "../../../lib/dashboards/preview/model";
import { layoutScript } from "../../../lib/dashboards/preview/page/layout-script";
import type { VariableModel } from "../../../lib/dashboards/preview/variable";
import type { Grid } from "../../../lib/dashboards/read";

interface Board {
  readonly variables: readonly VariableModel[];
  readonly sections: readonly SectionModel[];
  readonly panels: readonly {
    readonly title: string;
    readonly section: number;
    readonly grid?: Grid;
    readonly repeat?: RepeatModel;
  }[];
}

type Scope = Readonly<Record<string, number>>;

interface Layout {
  readonly sections: readonly {
    readonly section: number;
    readonly scope: Scope;
    readonly blocks: readonly {
      readonly grid: Grid;
      readonly columns: number;
      readonly cells: readonly { readonly at: number; readonly scope: Scope }[];
    }[];
  }[];
  readonly left: readonly { readonly title: string; readonly variable?: string; readonly count: number }[];
}

/** The page's own functions. */
const { choosing, layoutOf, placed } = runInNewContext(
  `(() => {"use strict";${layoutScript}return { choosing, layoutOf, placed };})()`,
) as {
  readonly placed: (grids: readonly (Grid | undefined)[]) => readonly Grid[];
  readonly choosing: (board: Board, chosen: ReadonlyMap<string, string>) => (name: string) => number;
  readonly layoutOf: (board: Board, indexOf: (name: string) => number) => Layout;
};

function laid(board: Partial<Board>, chosen: Readonly<Record<string, string>> = {}): Layout {
  const whole = { variables: [], sections: [], panels: [], ...board };
  // Objects of the page's own world are not those of the test's.
  return structuredClone(layoutOf(whole, choosing(whole, new Map(Object.entries(chosen)))));
}

/** `All`, then each value. */
function variable(name: string, ...values: readonly string[]): VariableModel {
  const options = [{ values, text: "All", isAll: true }, ...values.map((value) => ({ values: [value] }))];
  return { name, label: name, options, isChosen: true, isHidden: false };
}

const panel = (title: string, grid: Grid, more: Partial<Board["panels"][number]> = {}) => ({
  ...{ title, section: -1, grid },
  ...more,
});
const repeat = (name: string, more: Partial<RepeatModel> = {}): RepeatModel => ({
  ...{ variable: name, isDown: false, maxPerRow: 4 },
  ...more,
});
const gridsOf = ({ sections }: Layout) => sections.map(({ blocks }) => blocks.map(({ grid }) => grid));
const scopesOf = ({ sections }: Layout) =>
  sections.map(({ blocks }) => blocks.map(({ cells }) => cells.map(({ scope }) => scope)));

describe("the grid", () => {
  const grid = fc
    .record({
      x: fc.oneof(fc.integer({ min: -3, max: 30 }), fc.double()),
      y: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double()),
      w: fc.integer({ min: -1, max: 30 }),
      h: fc.integer({ min: 0, max: 200 }),
    })
    .map(withinGrid);

  test("no panel covers another, and none leaves the 24 columns", () => {
    fc.assert(
      fc.property(fc.array(fc.option(grid, { nil: undefined }), { maxLength: 20 }), (grids) => {
        const places = placed(grids);
        const cells = places.flatMap(({ h, w, x, y }) =>
          Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
        );
        expect(new Set(cells).size).toBe(cells.length);
        for (const { w, x } of places) expect(x >= 0 && x + w <= 24).toBe(true);
      }),
    );
  });

  test("panels keep their places, and move up where nothing is above them", () => {
    expect(
      structuredClone(
        placed([{ x: 12, y: 10, w: 12, h: 8 }, { x: 0, y: 10, w: 12, h: 4 }, { x: 0, y: 20, w: 24, h: 2 }, undefined]),
      ),
    ).toEqual([
      { x: 12, y: 0, w: 12, h: 8 },
      { x: 0, y: 0, w: 12, h: 4 },
      { x: 0, y: 8, w: 24, h: 2 },
      { x: 0, y: 10, w: 8, h: 8 },
    ]);
  });
});

describe("a repeated panel", () => {
  const app = variable("app", "a", "b", "c", "d", "e");
  const below = panel("below", { x: 0, y: 5, w: 24, h: 3 });

  test("fills the width beside each other, up to the most in a row, and moves down what is below", () => {
    const panels = [panel("P", { x: 6, y: 0, w: 6, h: 5 }, { repeat: repeat("app", { maxPerRow: 2 }) }), below];
    const layout = laid({ variables: [app], panels });
    expect(gridsOf(layout)).toEqual([
      [
        { x: 0, y: 0, w: 24, h: 15 },
        { x: 0, y: 15, w: 24, h: 3 },
      ],
    ]);
    expect(layout.sections[0]?.blocks.map(({ columns }) => columns)).toEqual([2, 1]);
    expect(scopesOf(layout)).toEqual([[[1, 2, 3, 4, 5].map((index) => ({ app: index })), [{}]]]);
  });

  test("has as many columns as values, if there are fewer than may be in a row", () => {
    const panels = [panel("P", { x: 0, y: 0, w: 6, h: 5 }, { repeat: repeat("app", { maxPerRow: 12 }) })];
    const { blocks } = laid({ variables: [app], panels }).sections[0]!;
    expect(blocks).toMatchObject([{ columns: 5, grid: { w: 24, h: 5 } }]);
  });

  test("keeps its width below each other", () => {
    const panels = [panel("P", { x: 6, y: 0, w: 6, h: 5 }, { repeat: repeat("app", { isDown: true }) }), below];
    expect(gridsOf(laid({ variables: [app], panels }))).toEqual([
      [
        { x: 6, y: 0, w: 6, h: 25 },
        { x: 0, y: 25, w: 24, h: 3 },
      ],
    ]);
  });

  test("is there for what is chosen only", () => {
    const panels = [panel("P", { x: 0, y: 0, w: 6, h: 5 }, { repeat: repeat("app") })];
    const some = { ...app, options: [{ values: ["b", "d"], text: "b + d" }, ...app.options] };
    expect(scopesOf(laid({ variables: [app], panels }, { app: "c" }))).toEqual([[[{ app: 3 }]]]);
    expect(scopesOf(laid({ variables: [some], panels }))).toEqual([[[{ app: 3 }, { app: 5 }]]]);
  });

  test("without a grid is a place of its own for each value", () => {
    const panels = [{ title: "P", section: -1, repeat: repeat("app") }];
    expect(gridsOf(laid({ variables: [app], panels }))[0]!.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [8, 0],
      [16, 0],
      [0, 8],
      [8, 8],
    ]);
  });

  test("is drawn once for a variable that is not there, or has no values", () => {
    const panels = [panel("P", { x: 0, y: 0, w: 6, h: 5 }, { repeat: repeat("app") })];
    const none = { ...app, options: [{ values: [] }], isChosen: false };
    for (const variables of [[], [none]]) expect(scopesOf(laid({ variables, panels }))).toEqual([[[{}]]]);
  });

  test("is drawn so often at most, as a page is, which counts the rest", () => {
    const many = variable("app", ...Array.from({ length: 70 }, (_, at) => `v${at}`));
    const repeated = panel("P", { x: 0, y: 0, w: 6, h: 5 }, { repeat: repeat("app") });
    const layout = laid({ variables: [many], panels: Array.from({ length: 11 }, () => repeated) });
    const drawn = layout.sections[0]!.blocks.map(({ cells }) => cells.length);
    expect(drawn).toEqual(Array.from({ length: 10 }, () => 40));
    expect(layout.left.reduce((sum, { count }) => sum + count, 0)).toBe(11 * 70 - 400);
    expect(layout.left[0]).toEqual({ title: "P", variable: "app", count: 30 });
  });
});

describe("a repeated row", () => {
  const section = (title: string, more: Partial<SectionModel> = {}) => ({ title, isCollapsed: false, ...more });

  test("is there with all its panels for each value, one of which has one value of the same variable", () => {
    const layout = laid({
      variables: [variable("app", "a", "b"), variable("zone", "x", "y")],
      sections: [section("App", { repeat: "app" }), section("In it", { parent: 0 }), section("After")],
      panels: [
        panel("by app", { x: 0, y: 0, w: 6, h: 5 }, { section: 0, repeat: repeat("app") }),
        panel("by zone", { x: 0, y: 5, w: 6, h: 5 }, { section: 0, repeat: repeat("zone") }),
        panel("in it", { x: 0, y: 0, w: 6, h: 5 }, { section: 1 }),
        panel("after", { x: 0, y: 0, w: 6, h: 5 }, { section: 2 }),
      ],
    });
    expect(layout.sections.map(({ scope, section: at }) => [at, scope])).toEqual([
      [-1, {}],
      [0, { app: 1 }],
      [1, { app: 1 }],
      [0, { app: 2 }],
      [1, { app: 2 }],
      [2, {}],
    ]);
    const [, first] = scopesOf(layout);
    expect(first).toEqual([
      [{ app: 1 }],
      [
        { app: 1, zone: 1 },
        { app: 1, zone: 2 },
      ],
    ]);
  });

  test("that holds others ends, whatever it holds", () => {
    const many = Array.from({ length: 4 }, (_, at) =>
      variable(`v${at}`, ...Array.from({ length: 60 }, (_unused, n) => String(n))),
    );
    const sections = many.map(({ name }, at) => section(name, { repeat: name, ...(at > 0 ? { parent: at - 1 } : {}) }));
    const { left, sections: drawn } = laid({ variables: many, sections });
    expect(drawn).toHaveLength(400);
    expect(left.length).toBeGreaterThan(0);
  });
});

describe("a variable that depends on another", () => {
  const region: VariableModel = variable("region", "eu", "us");
  const zone: VariableModel = {
    ...{ name: "zone", label: "zone", isChosen: true, isHidden: false, needs: ["region"] },
    options: ["e1", "e2", "u1"].map((value) => ({ values: [value] })),
    offered: { "0": [0, 1, 2], "1": [0, 1], "2": [2] },
  };

  test("has what is chosen where it is offered, else the first", () => {
    const zoneOf = (chosen: Readonly<Record<string, string>>) =>
      choosing({ variables: [region, zone], sections: [], panels: [] }, new Map(Object.entries(chosen)))("zone");
    expect(zoneOf({})).toBe(0);
    expect(zoneOf({ region: "us" })).toBe(2);
    expect(zoneOf({ region: "us", zone: "e2" })).toBe(2);
    expect(zoneOf({ region: "eu", zone: "e2" })).toBe(1);
  });

  test("has no combination that cannot be chosen", () => {
    const { combinations, left } = combinationsOf([region, zone], { used: new Set(["region", "zone"]), repeated: [] });
    expect(combinations.map(({ key }) => key)).toEqual(["0.0", "1.0", "0.1", "1.1", "0.2", "2.2"]);
    expect(left).toBe(0);
  });
});

test("what a page draws at first has data, repeated or not", () => {
  const values = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(values, values, fc.boolean(), fc.boolean(), (apps, zones, isRow, isPanel) => {
      const variables = [variable("app", ...apps), variable("zone", ...zones)];
      const sections = [{ title: "S", isCollapsed: false, ...(isRow ? { repeat: "zone" } : {}) }];
      const grid = { x: 0, y: 0, w: 6, h: 5 };
      const panels = [panel("P", grid, { section: 0, ...(isPanel ? { repeat: repeat("app") } : {}) })];
      const board = { variables, sections, panels };
      const repeated = [...(isRow ? ["zone"] : []), ...(isPanel ? ["app"] : [])];
      const { combinations } = combinationsOf(variables, { used: new Set(["app", "zone"]), repeated });
      const keys = combinations.map(({ key }) => key);
      const cells = laid(board).sections.flatMap(({ blocks }) => blocks.flatMap((block) => block.cells));
      expect(cells).toHaveLength((isRow ? zones.length : 1) * (isPanel ? apps.length : 1));
      // What is shown first is computed first.
      expect(keys.slice(0, cells.length).sort()).toEqual(
        cells.map(({ scope }) => `${scope.app ?? 0}.${scope.zone ?? 0}`).sort(),
      );
    }),
  );
});
