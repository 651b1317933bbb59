import type {
  DynamicConfigValue,
  FieldConfigSource,
  Panel as GrafanaPanel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Severity } from "../../base";
import type { Panel, PanelKind, Threshold } from "../board";
import type { Sdk } from "./sdk";
import type { Target } from "./targets";

/** What Grafana draws of a panel, and how: all but id, place, queries and where they are sent. */
export interface Drawing {
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: FieldConfigSource;
}

/** How a panel is drawn. */
export function drawingOf(panel: Panel, targets: readonly NamedTarget[], sdk: Sdk): Drawing {
  const { fieldConfig, options, type } = JSON.parse(JSON.stringify(builders[panel.kind](panel, sdk))) as Built;
  const { defaults, overrides } = fieldConfig ?? { defaults: {}, overrides: [] };
  return {
    type,
    options: options ?? {},
    fieldConfig: {
      defaults: {
        ...defaults,
        ...(panel.unit === undefined ? {} : { unit: panel.unit }),
        ...(panel.decimals === undefined ? {} : { decimals: panel.decimals }),
      },
      overrides: [
        ...overrides,
        ...targets.flatMap(styled),
        ...(panel.kind === "table" ? targets.flatMap(valueColumn) : []),
        ...Object.entries(panel.columns ?? {}).map(([column, { links = [], unit }]) => ({
          matcher: { id: "byName", options: column },
          properties: [
            ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
            ...(links.length === 0
              ? []
              : [{ id: "links", value: links.map((link) => ({ ...link, targetBlank: true })) }]),
          ] satisfies DynamicConfigValue[],
        })),
      ],
    },
  };
}

/** A target, and what its value is called. */
type NamedTarget = Pick<Target, "drawnAs" | "value"> & { readonly refId: string };

/** What one query draws otherwise than its panel. */
function styled({ drawnAs, refId }: NamedTarget): FieldConfigSource["overrides"] {
  if (drawnAs === undefined) return [];
  const plain: DynamicConfigValue[] = [
    { id: "custom.drawStyle", value: "line" },
    { id: "custom.fillOpacity", value: 0 },
    { id: "custom.stacking", value: { mode: "none" } },
  ];
  const grey: DynamicConfigValue[] = [
    { id: "color", value: { mode: "fixed", fixedColor: "#8e8e8e" } },
    { id: "custom.lineStyle", value: { fill: "dash", dash: [4, 4] } },
  ];
  return [
    {
      matcher: { id: "byFrameRefID", options: refId },
      properties: drawnAs === "band" ? [...plain, ...grey] : plain,
    },
  ];
}

/** Prometheus and Loki call the values of a table `Value #A`. */
function valueColumn({ refId, value }: NamedTarget): FieldConfigSource["overrides"] {
  if (value === undefined) return [];
  const { name, unit } = value;
  return [
    {
      matcher: { id: "byName", options: `Value #${refId}` },
      properties: [{ id: "displayName", value: name }, ...(unit === undefined ? [] : [{ id: "unit", value: unit }])],
    },
  ];
}

interface Built {
  readonly type: string;
  readonly options?: Drawing["options"];
  readonly fieldConfig?: FieldConfigSource;
}

type Draw = (panel: Panel, sdk: Sdk) => GrafanaPanel;

const builders: Readonly<Record<PanelKind, Draw>> = {
  timeseries: (panel, sdk) => chart(panel, sdk).fillOpacity(10).build(),
  bars: (panel, sdk) => {
    const { GraphDrawStyle, StackingConfigBuilder, StackingMode } = sdk.common;
    const builder = chart(panel, sdk).drawStyle(GraphDrawStyle.Bars).fillOpacity(60);
    if (panel.stacked !== true) return builder.build();
    return builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A")).build();
  },
  stat: ({ thresholds = [] }, sdk) =>
    new sdk.stat.PanelBuilder()
      .thresholds(stepsOf(regions(thresholds), sdk))
      .reduceOptions(new sdk.common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
      .build(),
  table: (_, sdk) => new sdk.table.PanelBuilder().filterable(true).build(),
  logs: (_, sdk) =>
    new sdk.logs.PanelBuilder()
      .showTime(true)
      .wrapLogMessage(true)
      .prettifyLogMessage(true)
      .enableLogDetails(true)
      .build(),
  heatmap: ({ unit }, sdk) => {
    const axis = new sdk.heatmap.YAxisConfigBuilder();
    return new sdk.heatmap.PanelBuilder().yAxis(unit === undefined ? axis : axis.unit(unit)).build();
  },
  text: ({ text = "" }, sdk) => new sdk.text.PanelBuilder().mode(sdk.text.TextMode.Markdown).content(text).build(),
};

function chart({ thresholds = [] }: Panel, sdk: Sdk): InstanceType<Sdk["timeseries"]["PanelBuilder"]> {
  const { common, timeseries } = sdk;
  const builder = new timeseries.PanelBuilder()
    .lineWidth(1)
    .showPoints(common.VisibilityMode.Auto)
    .axisSoftMin(0)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    );
  if (thresholds.length === 0) return builder;
  return builder
    .thresholds(stepsOf(lines(thresholds), sdk))
    .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed));
}

interface Step {
  readonly value: number | null;
  readonly color: string;
}

function stepsOf(steps: readonly Step[], { dashboard }: Sdk) {
  return new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute).steps([...steps]);
}

const colors: Readonly<Record<Severity, string>> = { info: "blue", warning: "orange", critical: "red" };

/** A line for each: Grafana draws it in the colour of its step. Of several at one value, the most urgent one's. */
function lines(thresholds: readonly Threshold[]): readonly Step[] {
  const byValue = new Map(thresholds.map(({ severity, value }) => [value, colors[severity]]));
  return [
    { value: null, color: "transparent" },
    ...[...byValue].sort(([one], [other]) => one - other).map(([value, color]) => ({ value, color })),
  ];
}

/** The colour of a number by where it lies: what is below a step has the colour of the step before. */
function regions(thresholds: readonly Threshold[]): readonly Step[] {
  const above = thresholds.filter(({ bad }) => bad === "above").sort((one, other) => one.value - other.value);
  const below = thresholds.filter(({ bad }) => bad === "below").sort((one, other) => one.value - other.value);
  const first = below[0];
  return [
    { value: null, color: first === undefined ? "green" : colors[first.severity] },
    ...below.map(({ value }, at) => {
      const next = below[at + 1];
      return { value, color: next === undefined ? "green" : colors[next.severity] };
    }),
    ...above.map(({ severity, value }) => ({ value, color: colors[severity] })),
  ];
}
