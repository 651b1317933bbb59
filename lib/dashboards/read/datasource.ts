import { isRecord, own } from "../../base";
import type { DataSourceRef } from "./dashboard";
import { type Part, partOf, textOf } from "./part";

/** Plugins of data sources by what stands for them: inputs of an export, and variables. */
export type Plugins = ReadonlyMap<string, string>;

/** A reference as v1 and v2alpha1 write it: `{ type, uid }`, or a name of old dashboards; null and absent are the default. */
export function dataSourceOf(part: Part | undefined, key: string, plugins: Plugins): DataSourceRef | undefined {
  const value = own(part?.value, key);
  if (part === undefined) return undefined;
  const at = [...part.at, key];
  if (typeof value === "string" && value !== "") return referred({ uid: value, at }, plugins);
  if (!isRecord(value)) return undefined;
  const inner: Part = { value, at };
  const [type, uid] = [textOf(inner, "type"), textOf(inner, "uid")];
  if (type === undefined && uid === undefined) return undefined;
  return referred({ ...(type && { type }), ...(uid !== undefined && { uid }), at }, plugins);
}

/** That of a query of v2: the plugin is its `group`, and the data source has a name that is its uid; v2alpha1 has `kind` and `{ type, uid }`. */
export function queryDataSource(holder: Part, query: Part | undefined, plugins: Plugins): DataSourceRef | undefined {
  if (query === undefined) return dataSourceOf(holder, "datasource", plugins);
  const named = partOf(query, "datasource");
  const uid = textOf(named, "name") ?? textOf(named, "uid");
  const kind = textOf(query, "kind");
  const type = textOf(query, "group") ?? (kind === "DataQuery" ? undefined : kind);
  const own = dataSourceOf(holder, "datasource", plugins);
  if (own !== undefined) return own.type === undefined && type !== undefined ? { ...own, type } : own;
  if (uid === undefined && type === undefined) return undefined;
  return referred({ ...(type && { type }), ...(uid !== undefined && { uid }), at: named?.at ?? query.at }, plugins);
}

/** The name of the variable that a text is, and nothing else: `$name`, `${name}`, `${name:format}`, `[[name]]`. */
function onlyVariable(text: string): string | undefined {
  const [, dollar, braced, bracketed] =
    /^(?:\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}|\[\[(\w+)(?::\w+)?\]\])$/.exec(text.trim()) ?? [];
  return dollar ?? braced ?? bracketed;
}

function referred(ref: DataSourceRef, plugins: Plugins): DataSourceRef {
  if (ref.type !== undefined || ref.uid === undefined) return ref;
  const name = onlyVariable(ref.uid);
  const type = name === undefined ? undefined : plugins.get(name);
  return type === undefined ? ref : { ...ref, type };
}
