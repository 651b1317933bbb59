import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { excerpt, grafanaUidShape, isRecord, longestGrafanaUid, readJson } from "../../base";
import { pascalCase } from "../aws/names";
import { type GrafanaFault, refuse } from "./faults";

/** A dashboard of a folder of files. */
export interface DashboardFile {
  /** Id of a construct, from the file's name. */
  readonly id: string;
  readonly uid: string;
  readonly title?: string;
  readonly schema: "v1" | "v2";

  /** In v1 the whole JSON, in v2 what is below `spec`. */
  readonly json: string;

  /** By its tag `team:<name>`. */
  readonly team?: string;
}

/** Grafana takes no larger dashboard. */
const longest = 1024 * 1024;

/**
 * Dashboards of a folder, in the order of their files' names.
 *
 * @param path path of the construct that shows them, for errors
 * @param folder where they are, from the folder in which the app runs
 * @param teams teams that a dashboard may be tagged with
 * @throws {ConstructError} for a folder that is not there, and for all files at once that Grafana would refuse
 */
export function readDashboards(path: string, folder: string, teams: readonly string[]): readonly DashboardFile[] {
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isThere)
    refuse(path, [
      {
        property: "dashboards",
        message: `are to be in ${folder}, and there is no such folder`,
        fix: "Write them with `sightline dashboards`, and commit them.",
      },
    ]);
  const faults: GrafanaFault[] = [];
  const files: DashboardFile[] = [];
  const owners = { uid: new Map<string, string>(), id: new Map<string, string>() };
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  for (const name of names) {
    const file = `${folder}/${name}`;
    const read = readDashboard(file, join(folder, name), teams);
    if ("message" in read) {
      faults.push(read);
      continue;
    }
    for (const key of ["uid", "id"] as const) {
      const owner = owners[key].get(read[key]);
      owners[key].set(read[key], owner ?? name);
      if (owner !== undefined)
        faults.push({
          property: file,
          message: `has the ${key === "uid" ? "uid" : "construct id"} ${excerpt(read[key])}, and so has ${owner}`,
          fix: key === "uid" ? "Give each its own uid." : "Rename one of the files.",
        });
    }
    files.push(read);
  }
  refuse(path, faults);
  return files;
}

function readDashboard(property: string, file: string, teams: readonly string[]): DashboardFile | GrafanaFault {
  const text = readFileSync(file, "utf8");
  const read = readJson(text);
  if (read === undefined) return { property, message: "is not JSON", fix: "Write it with `sightline dashboards`." };
  const { value: json } = read;
  if (!isRecord(json)) return { property, message: "is not a dashboard", fix: "Write it with `sightline dashboards`." };
  const dashboard = dashboardOf(property, file, json, teams);
  if ("message" in dashboard) return dashboard;
  // The file is indented; what is sent is not.
  const size = Buffer.byteLength(dashboard.json);
  if (size <= longest) return dashboard;
  return { property, message: `has ${size} bytes`, fix: "Grafana takes at most 1 MB: split the dashboard." };
}

function dashboardOf(
  property: string,
  file: string,
  json: Readonly<Record<string, unknown>>,
  teams: readonly string[],
): DashboardFile | GrafanaFault {
  const { metadata, spec } = json;
  const isV2 = isRecord(spec) && isRecord(metadata);
  const uid = isV2 ? metadata.name : json.uid;
  if (typeof uid !== "string" || !grafanaUidShape.test(uid))
    return {
      property,
      message:
        uid === undefined
          ? "has no uid"
          : typeof uid === "string"
            ? `has the uid ${excerpt(uid)}`
            : "has a uid that is not a text",
      fix: `Give it ${isV2 ? "metadata.name" : "uid"}: 1 to ${longestGrafanaUid} letters, digits, - and _.`,
    };
  const what = isV2 ? spec : json;
  const tags = Array.isArray(what.tags) ? what.tags.filter((tag): tag is string => typeof tag === "string") : [];
  const team = tags.find((tag) => tag.startsWith("team:"))?.slice("team:".length);
  if (team !== undefined && !teams.includes(team))
    return {
      property,
      message: `is tagged team:${excerpt(team)}, which has no folder`,
      fix:
        teams.length === 0
          ? "Remove the tag: no team owns a service."
          : `Use one of ${teams.map((each) => `team:${each}`).join(", ")}.`,
    };
  const id = pascalCase(file.replace(/^.*[/\\]/, "").replace(/\.json$/, ""));
  return {
    id,
    uid,
    schema: isV2 ? "v2" : "v1",
    json: JSON.stringify(isV2 ? spec : json),
    ...(typeof what.title === "string" ? { title: what.title } : {}),
    ...(team === undefined ? {} : { team }),
  };
}
