import { append, counted, excerpt, isRecord, type Path, valueAt } from "../../base";
import type { Dashboard, DataSourceRef, Variable } from "../read";
import { type Edit, type JsonFile, replaced, type Step, withItems, withKey } from "./fix-edits";
import { nodeAt } from "./json-text";
import { type FixedSource, fixedSources, refsOf } from "./queries";
import type { Subject } from "./subject";

/**
 * Names data sources by a variable of their plugin whose value is the uid, so that the same one is asked; one that is missing is added. A
 * variable with another value is another data source.
 */
export function sourceFix(file: JsonFile, subject: Subject): Step {
  const { asked, dashboard, panels } = subject;
  const edits: Edit[] = [];
  const left: string[] = [];
  const wrong = new Set(fixedSources(refsOf(asked, panels)).map(({ uid }) => uid));
  const others = [...dashboard.variables, ...dashboard.annotations].flatMap(({ datasource }) => datasource ?? []);
  const taken = new Set([...subject.variables.keys(), ...subject.inputs]);
  const added: { readonly name: string; readonly source: FixedSource & { readonly type: string } }[] = [];
  let count = 0;
  for (const source of fixedSources([...refsOf(asked, panels), ...others])) {
    const { refs, type, uid } = source;
    if (!wrong.has(uid)) continue;
    const known = dashboard.variables.find((variable) => isFor(variable, source));
    if (type === undefined) {
      left.push(`the data source ${excerpt(uid)}, whose plugin the file does not name`);
      continue;
    }
    const name = known?.name ?? freeName(type, taken);
    const changes = refs.map((ref) => renamed(file, ref, name));
    // Where one place cannot be changed, none is: both would be asked otherwise.
    if (changes.some((change) => change.length === 0)) {
      left.push(`the data source ${excerpt(uid)}, which is named in a way that cannot be changed`);
      continue;
    }
    taken.add(name);
    append(edits, changes.flat());
    count += changes.length;
    if (known === undefined) added.push({ name, source: { ...source, type } });
  }
  const declared = declarations(
    file,
    subject,
    added.map(({ name, source }) => variableOf(dashboard, name, source)),
  );
  if (declared === undefined)
    return {
      edits: [],
      done: [],
      left: [...left, "the data sources: what stands where the list of variables belongs is not a list"],
    };
  const names = added.map(({ name }) => name);
  return {
    edits: [...edits, ...declared],
    done: [
      ...(count > 0
        ? [`${counted(count, "place")} ${count === 1 ? "names its" : "name their"} data source by a variable`]
        : []),
      ...(names.length > 0 ? [`added the ${names.length === 1 ? "variable" : "variables"} ${names.join(", ")}`] : []),
    ],
    left,
  };
}

function isFor({ current, multi, query, type }: Variable, source: FixedSource): boolean {
  return type === "datasource" && !multi && query === source.type && current?.length === 1 && current[0] === source.uid;
}

function renamed(file: JsonFile, { at, uid }: DataSourceRef, name: string): Edit[] {
  const { isWhole, node } = nodeAt(file.root, at);
  if (!isWhole) return [];
  const key =
    node.members === undefined ? undefined : ["uid", "name"].find((each) => textAt(file, [...at, each]) === uid);
  if (node.members !== undefined && key === undefined) return [];
  return replaced(file, key === undefined ? at : [...at, key], `\${${name}}`);
}

function textAt({ root, text }: JsonFile, at: Path): unknown {
  const { isWhole, node } = nodeAt(root, at);
  return isWhole && text.charAt(node.start) === '"'
    ? (JSON.parse(text.slice(node.start, node.end)) as unknown)
    : undefined;
}

/** `prometheus`, `x_ray` of `grafana-x-ray-datasource`, with a number where it is taken. */
function freeName(type: string, taken: ReadonlySet<string>): string {
  const base =
    type
      .replace(/^grafana-/, "")
      .replace(/-datasource$/, "")
      .replaceAll(/\W+/g, "_") || "datasource";
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function variableOf(
  { schema }: Dashboard,
  name: string,
  { type, uid }: { readonly type: string; readonly uid: string },
): unknown {
  const common = {
    name,
    current: { text: uid, value: uid },
    options: [],
    regex: "",
    multi: false,
    includeAll: false,
    skipUrlSync: false,
  };
  return schema === "v1"
    ? { type: "datasource", query: type, refresh: 1, hide: 0, ...common }
    : {
        kind: "DatasourceVariable",
        spec: { pluginId: type, refresh: "onDashboardLoad", hide: "dontHide", allowCustomValue: true, ...common },
      };
}

/** Undefined: there is something else in the place of the list. */
function declarations(
  file: JsonFile,
  { dashboard: { at, schema }, document }: Subject,
  variables: readonly unknown[],
): Edit[] | undefined {
  if (variables.length === 0) return [];
  const holder = schema === "v1" ? [...at, "templating"] : at;
  const key = schema === "v1" ? "list" : "variables";
  if (!isRecord(valueAt(document, holder))) {
    const edits = withKey(file, at, "templating", { [key]: variables });
    return edits.length === 0 ? undefined : edits;
  }
  const edits = withItems(file, [...holder, key], variables);
  if (edits.length > 0) return edits;
  const list = withKey(file, holder, key, variables);
  return list.length === 0 ? undefined : list;
}
