import type { Panel } from "../read";
import { family } from "./family";
import { numeric, panelName, panelNames, textual } from "./panel-name";

const practices = "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/best-practices/";
const options =
  "https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/configure-standard-options/";

/** What a panel says beside its data. One finding for all panels of a dashboard that lack the same. */
export const panelTexts = family(
  {
    "panel-title-missing": {
      severity: "info",
      what: "A panel with data has a title.",
      why: "A reader must guess what it shows, and no link or alert rule can name it.",
      fix: "Write a title.",
      source: practices,
    },
    "panel-description-missing": {
      severity: "info",
      what: "A panel with data has a description.",
      why: "Who is on call reads there what a value means, and what to do about it.",
      fix: "Say in a sentence what the panel shows, and what is normal.",
      source: practices,
    },
    "panel-unit-missing": {
      severity: "info",
      what: "A panel of numbers has a unit.",
      why: "Without one, 1500 may be milliseconds, bytes or requests; `short` says that it is a count.",
      fix: "Choose a unit under the standard options.",
      source: options,
    },
    "panel-legend-missing": {
      severity: "info",
      what: "A query whose series are told apart by labels names them in its legend.",
      why: "The legend shows all labels of each series otherwise, which nobody reads.",
      fix: "Write the labels that tell series apart, such as {{service}}.",
      source: "https://grafana.com/docs/grafana/latest/datasources/prometheus/query-editor/",
    },
  },
  ({ asked, dashboard, panels }, report) => {
    const shown = panels.filter(
      ({ libraryPanel, type }) => libraryPanel === undefined && type !== undefined && !textual.has(type),
    );
    const say = (
      rule: "panel-title-missing" | "panel-description-missing" | "panel-unit-missing" | "panel-legend-missing",
      lacking: readonly Panel[],
      what: string,
    ): void => {
      const [first] = lacking;
      if (first === undefined) return;
      const message =
        lacking.length === 1
          ? `${panelName(first)} has no ${what}`
          : `${lacking.length} panels have no ${what}: ${panelNames(lacking)}`;
      report(rule, lacking.length === 1 ? first.at : dashboard.at, { message });
    };
    const blank = (text: string | undefined): boolean => text === undefined || text.trim() === "";
    say(
      "panel-title-missing",
      shown.filter(({ title }) => blank(title)),
      "title",
    );
    say(
      "panel-description-missing",
      shown.filter(({ description }) => blank(description)),
      "description",
    );
    say(
      "panel-unit-missing",
      shown.filter((panel) => panel.unit === undefined && numeric.has(panel.type ?? "") && !hasOverride(panel, "unit")),
      "unit",
    );
    const unnamed = new Set(
      asked.flatMap(({ panel, parsed, query }) => {
        if (panel?.type !== "timeseries" || query.legend !== undefined || query.hidden) return [];
        if (panel.legend?.shown === false || hasOverride(panel, "displayName")) return [];
        const groupings = parsed?.promql?.facts.groupings ?? parsed?.logql?.facts.groupings ?? [];
        return groupings.some(({ kind, labels }) => kind === "by" && labels.length > 1) ? panel : [];
      }),
    );
    say("panel-legend-missing", [...unnamed], "name for its series");
  },
);

function hasOverride({ overrides }: Panel, property: string): boolean {
  return overrides.some(({ properties }) => properties.some(({ id }) => id === property));
}
