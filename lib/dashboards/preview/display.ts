import { isRecord, own } from "../../base";
import type { Override, Panel, Thresholds } from "../read";
import type { Frame } from "./frame";

/** How values are shown: what fields of a panel have, and what overrides give single ones. */
export interface Display {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly name?: string;
  readonly color?: string;
  readonly draw?: "line" | "bars" | "points";
  readonly width?: number;

  /** Percent. */
  readonly fill?: number;
  readonly stack?: "normal" | "percent" | "none";
  readonly spanNulls?: boolean;
  readonly isHidden?: boolean;
  readonly isOnRight?: boolean;
  readonly isStepped?: boolean;
  readonly thresholds?: Pick<Thresholds, "mode" | "steps" | "style">;
  readonly mappings?: readonly Mapping[];
}

/** A text or a colour in place of a value. */
export interface Mapping {
  readonly from?: number;
  readonly to?: number;
  readonly value?: string;
  readonly text?: string;
  readonly color?: string;
}

/** What all fields of a panel have. */
export function displayOf(panel: Panel, fieldConfig: unknown): Display {
  const defaults = recordOf(recordOf(fieldConfig).defaults);
  const custom = recordOf(defaults.custom);
  const { decimals, max, min, thresholds, unit } = panel;
  return compact({
    unit,
    decimals,
    min,
    max,
    ...properties(
      Object.entries({ ...defaults, ...prefixed(custom) }).map(([id, value]) => ({ id, value })),
      new Set(["unit", "decimals", "min", "max", "thresholds"]),
    ),
    thresholds:
      thresholds === undefined
        ? undefined
        : {
            mode: thresholds.mode,
            steps: thresholds.steps,
            ...(thresholds.style === undefined ? {} : { style: thresholds.style }),
          },
  });
}

/** What overrides give a field of this name. */
export function overridden(overrides: readonly Override[], frame: Frame, name: string): Display {
  const matching = overrides.filter(({ matcher }) => isMatching(matcher, frame, name));
  return properties(
    matching.flatMap((one) => one.properties),
    new Set(),
  );
}

function prefixed(custom: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(custom).map(([id, value]) => [`custom.${id}`, value]));
}

function properties(
  all: readonly { readonly id: string; readonly value: unknown }[],
  without: ReadonlySet<string>,
): Display {
  const display: Record<string, unknown> = {};
  for (const { id, value } of all) {
    const read = without.has(id) ? undefined : own(readers, id);
    if (read !== undefined) Object.assign(display, read(value));
  }
  return display;
}

const readers: Readonly<Record<string, (value: unknown) => Display>> = {
  unit: (value) => (typeof value === "string" ? { unit: value } : {}),
  decimals: (value) => (typeof value === "number" ? { decimals: value } : {}),
  min: (value) => (typeof value === "number" ? { min: value } : {}),
  max: (value) => (typeof value === "number" ? { max: value } : {}),
  displayName: (value) => (typeof value === "string" && value !== "" ? { name: value } : {}),
  color: (value) => {
    const { fixedColor, mode } = recordOf(value);
    return mode === "fixed" && typeof fixedColor === "string" ? { color: fixedColor } : {};
  },
  mappings: (value) => (Array.isArray(value) ? { mappings: value.flatMap(mappingsOf) } : {}),
  "custom.drawStyle": (value) => (value === "bars" || value === "points" || value === "line" ? { draw: value } : {}),
  "custom.lineWidth": (value) => (typeof value === "number" ? { width: value } : {}),
  "custom.fillOpacity": (value) => (typeof value === "number" ? { fill: value } : {}),
  "custom.lineInterpolation": (value) => (value === "stepAfter" || value === "stepBefore" ? { isStepped: true } : {}),
  "custom.spanNulls": (value) => (value === true || typeof value === "number" ? { spanNulls: true } : {}),
  "custom.axisPlacement": (value) => (value === "right" ? { isOnRight: true } : {}),
  "custom.stacking": (value) => {
    const { mode } = recordOf(value);
    return mode === "normal" || mode === "percent" || mode === "none" ? { stack: mode } : {};
  },
  "custom.hideFrom": (value) => (recordOf(value).viz === true ? { isHidden: true } : {}),
};

function mappingsOf(value: unknown): readonly Mapping[] {
  const { options, type } = recordOf(value);
  const shown = (result: unknown): Mapping => {
    const { color, text } = recordOf(result);
    return { ...(typeof text === "string" ? { text } : {}), ...(typeof color === "string" ? { color } : {}) };
  };
  if (type === "value")
    return Object.entries(recordOf(options)).map(([each, result]) => ({ value: each, ...shown(result) }));
  if (type !== "range") return [];
  const { from, result, to } = recordOf(options);
  return [
    { ...(typeof from === "number" ? { from } : {}), ...(typeof to === "number" ? { to } : {}), ...shown(result) },
  ];
}

/** Whether a matcher of an override, or of a transformation, chooses a field. */
export function isMatching({ id, options }: Override["matcher"], frame: Frame, name: string): boolean {
  switch (id) {
    case "byName":
      return options === name;
    case "byFrameRefID":
      return options === frame.refId;
    case "byType":
      return options === "number" || options === "string";
    case "byNames": {
      const { names } = recordOf(options);
      return Array.isArray(names) && names.includes(name);
    }
    case "byRegexp":
      return typeof options === "string" && (boundedPattern(options)?.test(name.slice(0, LONGEST_NAME)) ?? false);
    default:
      return false;
  }
}

const LONGEST_NAME = 200;
const MOST_REPEATS = 3;

/** A pattern that ends soon on any short text; undefined for one that may not, or cannot be read. */
export function boundedPattern(text: string): RegExp | undefined {
  const body = /^\/(.*)\/[a-z]*$/s.exec(text)?.[1] ?? text;
  const repeats = body.match(/[*+{]/g)?.length ?? 0;
  if (body.length > LONGEST_NAME || repeats > MOST_REPEATS || /\)\s*[*+{]/.test(body)) return undefined;
  try {
    return new RegExp(body);
  } catch {
    // As Grafana: what is not a pattern matches nothing.
    return undefined;
  }
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

type Loose = { readonly [K in keyof Display]: Display[K] | undefined };

function compact(value: Loose): Display {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
