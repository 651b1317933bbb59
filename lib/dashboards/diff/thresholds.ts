import type { Thresholds } from "../read";
import { valueDetail } from "./aspects";
import type { Detail, Threshold } from "./change";
import { paired } from "./pairs";
import { valuePair, valueText } from "./value-text";

/** How thresholds change, with values as people read them. */
export function thresholdDetails(
  before: Thresholds | undefined,
  after: Thresholds | undefined,
  units: { readonly before?: string; readonly after?: string },
): readonly Detail[] {
  const unitOf = (thresholds: Thresholds | undefined, unit: string | undefined) =>
    thresholds?.mode === "percentage" ? "percent" : unit;
  const [wasUnit, isUnit] = [unitOf(before, units.before), unitOf(after, units.after)];
  const steps = paired(before?.steps ?? [], after?.steps ?? [], [
    ({ color, value }) => `${value ?? "base"} ${color}`,
    ({ value }) => String(value),
    ({ color, value }) => (value === null ? undefined : color),
    ({ value }) => (value === null ? undefined : "any"),
  ]);
  return [
    ...steps.flatMap(({ is, was }): Detail[] => {
      if (was?.value === is?.value && was?.color === is?.color) return [];
      const both = typeof was?.value === "number" && typeof is?.value === "number" && wasUnit === isUnit;
      const [wasText, isText] = both ? valuePair(was.value, is.value, isUnit) : [];
      return [
        {
          kind: "threshold",
          ...(was && { before: said(was, wasText ?? textOf(was, wasUnit)) }),
          ...(is && { after: said(is, isText ?? textOf(is, isUnit)) }),
        },
      ];
    }),
    ...(before && after ? valueDetail("thresholds in", before.mode, after.mode) : []),
    ...valueDetail("thresholds drawn as", before?.style, after?.style),
  ];
}

type Step = Thresholds["steps"][number];

function said({ color }: Step, value: string): Threshold {
  return { value, color };
}

function textOf({ value }: Step, unit: string | undefined): string {
  return value === null ? "base" : valueText(value, unit);
}
