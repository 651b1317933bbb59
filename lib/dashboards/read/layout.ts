import type { Path } from "../../base";
import type { Grid, Section } from "./dashboard";
import { gridOf } from "./panel";
import { flagOf, numberOf, type Part, partOf, partsOf, type ReadProblem, textOf } from "./part";

/** Where an element is shown. */
export interface Placed {
  readonly key: string;
  readonly section?: number;
  readonly grid?: Grid;
  readonly gridAt?: Path;
  readonly repeat?: string;
  readonly repeatDirection?: "h" | "v";
  readonly maxPerRow?: number;
  readonly at: Path;
}

export interface Layout {
  readonly places: readonly Placed[];
  readonly sections: readonly Section[];
}

/** What a layout of v2 shows, in order, however rows, tabs and grids are nested; the reader's greatest depth bounds that. */
export function layoutOf(layout: Part | undefined, problems: ReadProblem[]): Layout {
  const places: Placed[] = [];
  const sections: Section[] = [];

  const visit = (part: Part | undefined, parent: number | undefined): void => {
    const spec = partOf(part, "spec");
    for (const item of partsOf(spec, "items", problems)) place(item, parent);
    for (const row of partsOf(spec, "rows", problems)) open(row, "row", parent);
    for (const tab of partsOf(spec, "tabs", problems)) open(tab, "tab", parent);
  };

  const open = (part: Part, kind: Section["kind"], parent: number | undefined): number => {
    const spec = partOf(part, "spec");
    const index = sections.length;
    const [title, repeat] = [textOf(spec, "title"), repeatOf(spec)];
    sections.push({
      ...(title !== undefined && { title }),
      kind,
      collapsed: flagOf(spec, "collapse") ?? flagOf(spec, "collapsed") ?? false,
      ...(repeat !== undefined && { repeat }),
      ...(parent !== undefined && { parent }),
      at: part.at,
    });
    visit(partOf(spec, "layout"), index);
    return index;
  };

  const place = (item: Part, parent: number | undefined): void => {
    const spec = partOf(item, "spec");
    // A row within a grid, of v2alpha1.
    if (textOf(item, "kind") === "GridLayoutRow") {
      const row = open(item, "row", parent);
      for (const inner of partsOf(spec, "elements", problems)) place(inner, row);
      return;
    }
    const key = textOf(partOf(spec, "element"), "name");
    if (key === undefined) {
      problems.push({
        kind: "shape",
        at: item.at,
        message: "it shows no element",
        fix: "Name one in spec.element.name.",
      });
      return;
    }
    const [grid, repeat] = [gridOf(spec, "width", "height"), repeatOf(spec)];
    places.push({
      key,
      ...(parent !== undefined && { section: parent }),
      ...(grid && spec && { grid, gridAt: spec.at }),
      ...(repeat !== undefined && { repeat, ...repetitionOf(partOf(spec, "repeat")) }),
      at: item.at,
    });
  };

  visit(layout, undefined);
  return { places, sections };
}

function repetitionOf(repeat: Part | undefined): Pick<Placed, "maxPerRow" | "repeatDirection"> {
  const [direction, maxPerRow] = [textOf(repeat, "direction"), numberOf(repeat, "maxPerRow")];
  return {
    ...((direction === "h" || direction === "v") && { repeatDirection: direction }),
    ...(maxPerRow !== undefined && { maxPerRow }),
  };
}

function repeatOf(spec: Part | undefined): string | undefined {
  const value = textOf(partOf(spec, "repeat"), "value");
  return value === "" ? undefined : value;
}
