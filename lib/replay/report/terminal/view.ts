import type { Paint } from "../paint";
import { wrap } from "../text-layout";

/** How a part of the report is shown. */
export interface View {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  readonly brief: boolean;
}

/** A text below an alarm, behind a label; further lines are aligned with the first. */
export function labelled(label: string, text: string, { paint, width }: View): string[] {
  return wrap(text, width - 15).map(
    (line, index) => `         ${paint.faint((index === 0 ? label : "").padEnd(4))}  ${line}`,
  );
}

/** Wrapped, and moved to the right. */
export function indented(text: string, columns: number, width: number): string[] {
  return wrap(text, width - columns).map((line) => `${" ".repeat(columns)}${line}`);
}
