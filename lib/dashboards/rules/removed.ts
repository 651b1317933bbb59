import { excerpt, isRecord, own, valueAt } from "../../base";
import type { Panel } from "../read";
import { family } from "./family";
import { panelName, panelNames } from "./panel-name";

const angular = "https://grafana.com/docs/grafana/latest/developers/angular_deprecation/angular-plugins/";

/** What Grafana puts in the place of a panel of its own that was removed. */
const replaced: Readonly<Record<string, string>> = {
  graph: "timeseries",
  singlestat: "stat",
  "table-old": "table",
  "grafana-singlestat-panel": "stat",
  "grafana-piechart-panel": "piechart",
  "grafana-worldmap-panel": "geomap",
};

/** Panels of Angular that have no successor which Grafana chooses. */
const gone: ReadonlySet<string> = new Set([
  ...[
    "natel-discrete-panel",
    "natel-plotly-panel",
    "natel-influx-admin-panel",
    "vonage-status-panel",
    "savantly-heatmap-panel",
  ],
  ...["briangann-datatable-panel", "briangann-gauge-panel", "mtanda-histogram-panel", "mtanda-heatmap-epoch-panel"],
  ...["neocat-cal-heatmap-panel", "blackmirror1-singlestat-math-panel", "blackmirror1-statusbygroup-panel"],
  ...[
    "michaeldmoore-annunciator-panel",
    "ryantxu-ajax-panel",
    "petrslavotinek-carpetplot-panel",
    "bessler-pictureit-panel",
  ],
  ...[
    "digiapulssi-breadcrumb-panel",
    "agenty-flowcharting-panel",
    "corpglory-progresslist-panel",
    "flant-statusmap-panel",
  ],
]);

/** What newer versions of Grafana no longer have. */
export const removed = family(
  {
    "panel-replaced": {
      severity: "warning",
      what: "Panels are of types that Grafana has.",
      why: "Since Grafana 12 there is no Angular. What these types have instead is chosen each time the dashboard is loaded, and options that have no counterpart are lost without a word.",
      fix: "Open it in Grafana once, look at these panels, and export it again.",
      source: angular,
    },
    "panel-gone": {
      severity: "error",
      what: "Panels are not of plugins that need Angular.",
      why: "Since Grafana 12 they are not loaded, and the panel shows an error.",
      fix: "Choose another visualization.",
      source: angular,
    },
    "panel-alert": {
      severity: "error",
      what: "A panel has no alert of its own.",
      why: "Since Grafana 11 nobody evaluates it: it never fires.",
      fix: "Make an alert rule of it, and remove it from the panel.",
      source: "https://grafana.com/docs/grafana/latest/breaking-changes/breaking-changes-v11-0/",
    },
  },
  ({ dashboard, document, panels }, report) => {
    const byType = new Map<string, Panel[]>();
    for (const panel of panels) {
      const { at, type } = panel;
      if (type !== undefined && (own(replaced, type) !== undefined || gone.has(type)))
        byType.set(type, [...(byType.get(type)?.slice(0, MOST_NAMED) ?? []), panel]);
      const alert = valueAt(document, [...at, "alert"]);
      if (dashboard.schema === "v1" && isRecord(alert) && Object.keys(alert).length > 0)
        report("panel-alert", [...at, "alert"], { message: `${panelName(panel)} has an alert of its own` });
    }
    const counts = new Map<string, number>();
    for (const { type = "" } of panels) counts.set(type, (counts.get(type) ?? 0) + 1);
    for (const [type, some] of byType) {
      const [first] = some;
      const count = counts.get(type) ?? 0;
      const successor = own(replaced, type);
      const instead = successor === undefined ? "" : `, for which Grafana now has ${successor}`;
      const message =
        count === 1 && first !== undefined
          ? `${panelName(first)} is of type ${excerpt(type)}${instead}`
          : `${count} panels are of type ${excerpt(type)}${instead}: ${panelNames(some)}`;
      report(
        successor === undefined ? "panel-gone" : "panel-replaced",
        count === 1 ? (first?.at ?? dashboard.at) : dashboard.at,
        {
          message,
        },
      );
    }
  },
);

const MOST_NAMED = 10;
