import { excerpt, listed, valueAt } from "../../base";
import { family } from "./family";

const api = "https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/";
const json =
  "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/";

/** What a dashboard is called, and how it is told from others. */
export const identity = family(
  {
    "dashboard-uid": {
      severity: "error",
      what: "The uid of a dashboard has at most 40 characters: letters, digits, hyphens and underscores.",
      why: "Grafana refuses the dashboard otherwise.",
      fix: "Write a shorter uid of these characters.",
      source: api,
    },
    "dashboard-uid-missing": {
      severity: "info",
      what: "A dashboard has a uid.",
      why: "Without one, Grafana makes one up at each import, and links to the dashboard break.",
      fix: "Add a uid that stays the same, such as the name of the file.",
      source: json,
    },
    "dashboard-uid-twice": {
      severity: "error",
      what: "No two files have one uid.",
      why: "Each replaces the other in Grafana, so that only one of them is there.",
      fix: "Give each dashboard a uid of its own.",
      source: api,
    },
    "dashboard-title-missing": {
      severity: "error",
      what: "A dashboard has a title.",
      why: "Grafana refuses a dashboard whose title is empty.",
      fix: "Write a title.",
      source: api,
    },
    "dashboard-id": {
      severity: "info",
      what: "A file does not keep the number that a database gave the dashboard.",
      why: "It is another dashboard's, or nobody's, in any other Grafana: an import by the API then answers that there is no such dashboard.",
      fix: "Write null for the id; the uid tells dashboards apart.",
      source: api,
    },
    "dashboard-schema-old": {
      severity: "warning",
      what: "A dashboard of v1 has a schema version of 16 or later.",
      why: "Older ones are laid out in rows, which newer schemas do not have, and Grafana has to guess at what they mean each time it loads them.",
      fix: "Open it in Grafana once, and export it again.",
      source: json,
    },
  },
  ({ dashboard, document, filesByUid }, report) => {
    const { at, schema, title, uid, version } = dashboard;
    const uidAt =
      [
        [...at.slice(0, -1), "metadata", "name"],
        [...at, "uid"],
      ].find((place) => valueAt(document, place) === uid) ?? at;
    if (uid === undefined || uid === "") report("dashboard-uid-missing", at, { message: "The dashboard has no uid" });
    else {
      if (uid.length > 40 || !/^[\w-]+$/.test(uid)) {
        const why = uid.length > 40 ? `has ${uid.length} characters` : "has other characters than a uid may have";
        report("dashboard-uid", uidAt, { message: `The uid ${excerpt(uid)} ${why}` });
      }
      const files = filesByUid.get(uid) ?? [];
      if (files.length > 1)
        report("dashboard-uid-twice", uidAt, {
          message: `The uid ${excerpt(uid)} is that of ${files.length} files: ${listed(files, 5)}`,
        });
    }
    if (title === undefined || title.trim() === "")
      report("dashboard-title-missing", at, { message: "The dashboard has no title" });
    if (schema === "v2") return;
    const id = valueAt(document, [...at, "id"]);
    // The API's answer has the id beside what a file would have.
    if (typeof id === "number" && at[0] !== "dashboard")
      report("dashboard-id", [...at, "id"], { message: `The dashboard has the id ${id}` });
    if (version === undefined || (typeof version === "number" && version < 16))
      report("dashboard-schema-old", version === undefined ? at : [...at, "schemaVersion"], {
        message: version === undefined ? "The dashboard has no schema version" : `The schema version is ${version}`,
      });
  },
);
