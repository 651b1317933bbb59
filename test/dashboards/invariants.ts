import { traceFilterFault } from "../../lib/aws";
import { type GrammarName, parseQuery } from "../../lib/queries/languages";
import { type Dashboard, readDashboard } from "../../lib/dashboards/read";
import type { GrafanaDashboard } from "../../lib/dashboards";

/** The dashboard of ours, as anybody's is read. */
export function readBack({ text }: Pick<GrafanaDashboard, "text">): Dashboard {
  const { dashboard, problems } = readDashboard(JSON.parse(text));
  if (dashboard === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return dashboard;
}

/** What every dashboard of ours holds to; what it breaks, in sentences. */
export function broken({ name, text, uid }: GrafanaDashboard): readonly string[] {
  const dashboard = readBack({ text });
  const places = dashboard.panels.flatMap(({ grid, id, section }) =>
    grid === undefined ? [] : [{ ...grid, id, section }],
  );
  const ids = dashboard.panels.map(({ id }) => id);
  const defined = dashboard.variables.map((variable) => variable.name);
  // A value in generated configurations, which Grafana leaves as it is, as no variable has the name.
  const used = variablesIn(text.replaceAll("${x}", ""));
  const wrong = (is: boolean, what: string): readonly string[] => (is ? [`${name}: ${what}`] : []);
  return [
    ...wrong(!/^[A-Za-z0-9_-]{1,40}$/.test(uid), `uid ${uid}`),
    ...wrong(!dashboard.tags.includes("sightline"), "no tag"),
    ...wrong(new Set(ids).size < ids.length, `ids ${ids.join()}`),
    ...wrong(
      ids.some((id) => id === undefined || id < 1 || id > 0x7fffffff),
      "an id that is none",
    ),
    ...wrong(places.length < dashboard.panels.length, "a panel without a place"),
    ...places.flatMap(({ h, w, x, y }) =>
      wrong(x < 0 || y < 0 || w < 1 || h < 1 || x + w > 24, `off the grid: ${x} ${y} ${w} ${h}`),
    ),
    ...places.flatMap((one, at) =>
      places.slice(at + 1).flatMap((other) =>
        wrong(
          // In the second schema, places count in their row.
          (dashboard.schema === "v1" || one.section === other.section) &&
            one.x < other.x + other.w &&
            other.x < one.x + one.w &&
            one.y < other.y + other.h &&
            other.y < one.y + one.h,
          `panels ${String(one.id)} and ${String(other.id)} overlap`,
        ),
      ),
    ),
    ...[...used].flatMap((variable) => wrong(!defined.includes(variable), `variable ${variable} is not defined`)),
    ...defined.flatMap((variable) => wrong(!used.has(variable), `variable ${variable} is not used`)),
    ...dashboard.panels.flatMap(({ description, queries, title, type }) => [
      ...wrong(title === undefined || title === "", "a panel without a title"),
      ...wrong(description === undefined || description === "", `panel ${String(title)} has no description`),
      ...wrong(queries.length === 0 && type !== "text", `panel ${String(title)} has no query`),
      ...wrong(
        new Set(queries.map(({ refId }) => refId)).size < queries.length,
        `panel ${String(title)} has one refId twice`,
      ),
      ...queries.flatMap(({ datasource, language, text: query, metric }) => [
        ...wrong(!/^\$\{[a-z]+\}$/.test(datasource?.uid ?? ""), `panel ${String(title)} knows a data source`),
        ...mistakes(language, query).map((mistake) => `${name}: ${String(title)}: ${String(query)}: ${mistake}`),
        ...wrong(query === undefined && metric === undefined, `panel ${String(title)} has an empty query`),
      ]),
    ]),
  ];
}

const grammars: readonly string[] = ["logql", "promql", "traceql", "logs-insights"] satisfies readonly GrammarName[];

function mistakes(language: string, text = ""): readonly string[] {
  if (language === "xray") return traceFilterFault(text) === undefined ? [] : ["no filter expression"];
  if (!grammars.includes(language)) return [];
  return parseQuery(language as GrammarName, text, { grafana: true }).mistakes.map(({ message }) => message);
}

/** Variables that stand somewhere in the JSON, beside Grafana's own. */
function variablesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, plain, braced] of text.matchAll(/\$(?:([a-z]\w*)|\{([a-z]\w*)(?::\w+)?\})/g))
    found.add(plain ?? braced ?? "");
  return found;
}
