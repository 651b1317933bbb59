import type { Board, Variable } from "../board";
import { type DataSource, plugins, sourceLabels } from "../sources";
import type { ResolvedBoard } from "./resolved";
import type { DashboardSettings } from "./settings";
import { regionVariable } from "./targets";

/** A variable of a dashboard, as both schemas write it. */
export type GrafanaVariable =
  | {
      readonly kind: "datasource";
      readonly name: string;
      readonly label: string;
      readonly plugin: string;
      readonly current: Option;
    }
  | { readonly kind: "text"; readonly name: string; readonly label: string }
  | {
      readonly kind: "custom";
      readonly name: string;
      readonly label: string;
      readonly query: string;
      readonly multi: boolean;
      readonly current: Option;
      readonly options: Option[];
    };

interface Option {
  readonly selected?: boolean;
  readonly text: string | string[];
  readonly value: string | string[];
}

/** The data sources that the board asks, the Region if one is CloudWatch, then its own. */
export function variablesOf(
  board: Board,
  { sources }: ResolvedBoard,
  { dataSources, region }: DashboardSettings,
): readonly GrafanaVariable[] {
  return [
    ...sources.map((source): GrafanaVariable => ({
      kind: "datasource",
      name: source,
      label: sourceLabels[source],
      plugin: plugins[source],
      current: chosen(dataSources.get(source)),
    })),
    ...(sources.includes("cloudwatch")
      ? [customOf({ name: regionVariable, label: "Region", values: { [region]: region } })]
      : []),
    ...(board.variables ?? []).map(customOf),
  ];
}

/** The environment's own is chosen at first: a Grafana may have one for each environment. */
function chosen(source: DataSource | undefined): Option {
  return source === undefined ? { text: "", value: "" } : { selected: true, text: source.name, value: source.uid };
}

function customOf({ label, multi = false, name, values }: Variable): GrafanaVariable {
  if (Object.keys(values).length === 0) return { kind: "text", name, label };
  const options = Object.entries(values).map(([text, value]) => ({ text, value }));
  const first = options[0] ?? { text: "", value: "" };
  const current: Option = multi ? { text: ["All"], value: ["$__all"] } : first;
  return {
    kind: "custom",
    name,
    label,
    query: options
      .map(({ text, value }) => (text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`))
      .join(", "),
    multi,
    current: { selected: true, ...current },
    options: [
      ...(multi ? [{ selected: true, text: "All", value: "$__all" }] : []),
      ...options.map((option, at) => ({ selected: !multi && at === 0, ...option })),
    ],
  };
}

/** A comma ends a value. */
function escaped(text: string): string {
  return text.replaceAll(",", "\\,");
}
