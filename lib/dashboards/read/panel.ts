import { isRecord, own, type Path } from "../../base";
import type { Grid, Link, Override, Panel, Thresholds } from "./dashboard";
import { flagOf, numberOf, type Part, partOf, partsOf, textOf, textsOf } from "./part";

/** What a visualization's `fieldConfig` and `options` say, which are the same in v1 and v2. */
export type Looks = Pick<
  Panel,
  "decimals" | "legend" | "max" | "min" | "options" | "overrides" | "thresholds" | "unit"
> & {
  /** Links of values. */
  readonly links: readonly Link[];
};

export function looksOf(holder: Part | undefined): Looks {
  const defaults = partOf(holder, "fieldConfig", "defaults");
  const overrides = partsOf(partOf(holder, "fieldConfig"), "overrides").map(overrideOf);
  const unit = textOf(defaults, "unit");
  const legend = legendOf(partOf(holder, "options", "legend"));
  const thresholds = thresholdsOf(defaults);
  return {
    ...(unit !== undefined && unit !== "" && { unit }),
    ...numbers(defaults),
    ...(thresholds && { thresholds }),
    ...(legend && { legend }),
    overrides,
    options: partOf(holder, "options")?.value ?? {},
    links: [...linksOf(defaults, "links"), ...overrides.flatMap(linksOfOverride)],
  };
}

function numbers(defaults: Part | undefined): Pick<Panel, "decimals" | "max" | "min"> {
  const [decimals, min, max] = ["decimals", "min", "max"].map((key) => numberOf(defaults, key));
  return {
    ...(decimals !== undefined && { decimals }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

function overrideOf(part: Part): Override {
  const matcher = partOf(part, "matcher");
  return {
    matcher: { id: textOf(matcher, "id") ?? "", options: own(matcher?.value, "options") },
    properties: partsOf(part, "properties").map((property) => ({
      id: textOf(property, "id") ?? "",
      value: own(property.value, "value"),
    })),
    at: part.at,
  };
}

function linksOfOverride({ at, properties }: Override): Link[] {
  return properties.flatMap(({ id, value }, index) =>
    id === "links" ? linksOf({ value: { value }, at: [...at, "properties", index] }, "value") : [],
  );
}

/** Links under a key, of a dashboard, a panel or a value. */
export function linksOf(part: Part | undefined, key: string): Link[] {
  return partsOf(part, key).map((link) => {
    const title = textOf(link, "title");
    // Before Grafana 6 a link named a dashboard by its address or its title, of which Grafana still makes an address.
    const named = textOf(link, "dashboard");
    const uri = textOf(link, "dashUri") ?? (named === undefined ? undefined : `db/${slug(named)}`);
    const url = textOf(link, "url") ?? (uri === undefined ? undefined : `/dashboard/${uri}`);
    const type = textOf(link, "type");
    const tags = type === "dashboards" ? (textsOf(link, "tags") ?? []) : undefined;
    return {
      ...(title !== undefined && { title }),
      ...(url !== undefined && { url }),
      ...(tags && { tags }),
      at: link.at,
    };
  });
}

function slug(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

function legendOf(legend: Part | undefined): Panel["legend"] {
  if (legend === undefined) return undefined;
  const [mode, placement] = [textOf(legend, "displayMode"), textOf(legend, "placement")];
  return {
    shown: (flagOf(legend, "showLegend") ?? true) && mode !== "hidden",
    ...(mode !== undefined && { mode }),
    ...(placement !== undefined && { placement }),
    calcs: textsOf(legend, "calcs") ?? [],
  };
}

function thresholdsOf(defaults: Part | undefined): Thresholds | undefined {
  const thresholds = partOf(defaults, "thresholds");
  if (thresholds === undefined) return undefined;
  const style = textOf(partOf(defaults, "custom", "thresholdsStyle"), "mode");
  return {
    mode: textOf(thresholds, "mode") === "percentage" ? "percentage" : "absolute",
    steps: partsOf(thresholds, "steps").map((step, index) => ({
      // Grafana takes the first one for the base, whatever its value; v2 writes 0 there.
      value: index === 0 ? null : (numberOf(step, "value") ?? null),
      color: textOf(step, "color") ?? "",
    })),
    ...(style !== undefined && { style }),
    at: thresholds.at,
  };
}

/** A place on the grid; undefined if a number is missing. */
export function gridOf(part: Part | undefined, width: string, height: string): Grid | undefined {
  const [x, y, w, h] = ["x", "y", width, height].map((key) => numberOf(part, key));
  return x === undefined || y === undefined || w === undefined || h === undefined ? undefined : { x, y, w, h };
}

/** A panel's `libraryPanel`. */
export function libraryPanelOf(part: Part): Panel["libraryPanel"] {
  const value = own(part.value, "libraryPanel");
  if (!isRecord(value)) return undefined;
  const inner: Part = { value, at: [] satisfies Path };
  const [uid, name] = [textOf(inner, "uid"), textOf(inner, "name")];
  return { ...(uid !== undefined && { uid }), ...(name !== undefined && { name }) };
}
