import { greatest, own } from "../../../base";
import type { ReachRow } from "../..";
import { channelColumns } from "../summary";
import { columnsOf, fit, pad, wrap } from "../text-layout";
import { count, visible } from "../visible";
import type { View } from "./view";

/** How many alarms of each severity reach which channels. */
export function matrixText(reach: readonly ReachRow[], { paint, width }: View): string[] {
  if (reach.length === 0) return [];
  const kinds = channelColumns(reach);
  const cells = [
    ["", "alarms", ...kinds.map(visible), "nobody"],
    ...reach.map((row) => [
      fit(visible(row.severity), 20),
      ...[row.alarms, ...kinds.map((kind) => own(row.channels, kind) ?? 0), row.nobody].map((number) =>
        number === 0 ? "-" : count(number),
      ),
    ]),
  ];
  const columns = (cells[0] ?? []).map((_, index) => greatest(cells.map((row) => columnsOf(row[index] ?? ""))));
  const title = "How many alarms reach which channels";
  if (columns.reduce((sum, column) => sum + column + 2, 0) > width) return [title, ...matrixByRow(cells, width)];
  const lines = cells.map(
    (row) => `  ${row.map((cell, index) => pad(cell, columns[index] ?? 0, index === 0 ? "left" : "right")).join("  ")}`,
  );
  const paints = [paint.faint, ...reach.map(({ nobody }) => (nobody > 0 ? paint.bad : (text: string) => text))];
  return [title, ...lines.map((line, index) => paints[index]?.(line) ?? line)];
}

// For a terminal in which the table does not fit: a sentence for each row.
function matrixByRow([head = [], ...rows]: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row) => {
    const parts = row.flatMap((cell, index) => (index === 0 || cell === "-" ? [] : [`${head[index] ?? ""} ${cell}`]));
    return wrap(`${row[0] ?? ""}: ${parts.join(", ")}`, width - 2).map((line) => `  ${line}`);
  });
}
