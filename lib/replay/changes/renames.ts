import type { Template } from "../../terraform";

/** Resources of a service that go, and the same ones under another construct id that come. */
export interface Rename {
  /** Construct ids: `Api`, `Orders`. */
  readonly from: string;
  readonly to: string;

  /** Names of the services, from tags; else the ids. */
  readonly before: string;
  readonly after: string;
}

/** Which constructs may have another id now: those of which all resources go where as many of the same kinds and paths come. */
export function renamesBetween(before: Template, after: Template): Rename[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const gone = [...was].filter(([id]) => !is.has(id));
  const come = new Map([...is].filter(([id]) => !was.has(id)));
  return gone.flatMap(([from, { paths, service }]): Rename[] => {
    const found = [...come].find(([, other]) => shared(paths, other.paths) >= 0.6);
    if (found === undefined) return [];
    const [to, other] = found;
    come.delete(to);
    return [{ from, to, before: service ?? from, after: other.service ?? to }];
  });
}

interface Part {
  readonly paths: Set<string>;
  service: string | undefined;
}

// cdktf names a resource by its path, with a hash of it: Api_ErrorsAlarm_Critical_7484DDDF.
const named = /^(aws_\w+)\.([A-Za-z0-9]+)_(.+)_[0-9A-F]{8}$/;

function partsOf({ compositeAlarms, logGroups, metricAlarms, metricFilters }: Template): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const resource of [...logGroups, ...metricFilters, ...metricAlarms, ...compositeAlarms]) {
    const [, type, id, path] = named.exec(resource.address) ?? [];
    if (type === undefined || id === undefined || path === undefined) continue;
    const part = parts.get(id) ?? { paths: new Set(), service: undefined };
    part.paths.add(`${type} ${path}`);
    if ("tags" in resource) part.service ??= resource.tags.service;
    parts.set(id, part);
  }
  return parts;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((each) => b.has(each)).length / Math.max(a.size, b.size);
}
