import { type Path, pathText } from "../../base";
import type { ElasticsearchFaults } from "./problem";
import type { ElasticsearchForm } from "./settings";

/** Fields of documents by their names, without the prefix that a form has, in the order of names. */
export interface MappedFields {
  /** How each is stored and found. */
  readonly mappings: ReadonlyMap<string, object>;

  /** Groups of fields: `http` and `http.request` of `http.request.method`. */
  readonly groups: ReadonlySet<string>;
}

/** Fields that Elasticsearch and its own templates have, at the root of a document. */
const metadataFields: ReadonlySet<string> = new Set([
  "@timestamp",
  "_data_stream_timestamp",
  "_doc_count",
  "_feature",
  "_field_names",
  "_id",
  "_ignored",
  "_ignored_source",
  "_index",
  "_index_mode",
  "_inference_fields",
  "_nested_path",
  "_routing",
  "_seq_no",
  "_size",
  "_source",
  "_tier",
  "_tsid",
  "_type",
  "_version",
  "data_stream",
]);

/** Objects in objects, as Elasticsearch allows them (`index.mapping.depth.limit`). */
const mostDepth = 20;

/** Gathers the fields of several contracts, and finds where they do not fit together. */
export class Gathering {
  private readonly fields = new Map<string, { readonly mapping: object; readonly path: Path; readonly of: string }>();
  private readonly groups = new Map<string, { readonly path: Path; readonly of: string }>();
  private readonly given = new Map<string, string>();

  constructor(
    private readonly form: ElasticsearchForm,
    private readonly faults: ElasticsearchFaults,
  ) {}

  has(key: string): boolean {
    return this.fields.has(key);
  }

  /** Groups that are there whatever the contracts say, and are not mapped here. */
  addGroups(names: readonly string[], of: string): void {
    for (const name of names) this.given.set(name, of);
  }

  add(key: string, mapping: object, path: Path, of: string): void {
    const parts = key.split(".");
    if (!this.isName(parts, path)) return;
    const known = this.fields.get(key);
    if (known !== undefined) {
      const [one, other] = [typeText(mapping), typeText(known.mapping)];
      if (one === other) this.join(key, mapping);
      else this.conflict(path, `${key} is ${one}${of}, and ${other}${known.of} (${pathText(known.path)})`);
      return;
    }
    const whose = this.given.get(key);
    if (whose !== undefined) {
      this.conflict(path, `${key} is a field${of}, and holds others${whose}`);
      return;
    }
    const group = this.groups.get(key);
    if (group !== undefined) {
      this.conflict(path, `${key} is a field${of}, and holds others${group.of} (${pathText(group.path)})`);
      return;
    }
    const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
    const field = above.find((name) => this.fields.has(name));
    if (field !== undefined) {
      const { of: other, path: where } = this.fields.get(field) ?? { of: "", path: [] };
      this.conflict(path, `${field} holds others${of}, and is a field${other} (${pathText(where)})`);
      return;
    }
    for (const name of above) if (!this.groups.has(name)) this.groups.set(name, { path, of });
    this.fields.set(key, { mapping, path, of });
  }

  sorted(): MappedFields {
    const names = [...this.fields.keys()].sort((one, other) => (one < other ? -1 : 1));
    return {
      mappings: new Map(names.map((name) => [name, this.fields.get(name)?.mapping ?? {}])),
      groups: new Set([...this.groups.keys()].sort()),
    };
  }

  /** What several contracts say of a field of one type: it is about a person if one says so, and has a unit if they agree. */
  private join(key: string, mapping: object): void {
    const known = this.fields.get(key);
    if (known === undefined) return;
    const [one, other] = [metaOf(known.mapping), metaOf(mapping)];
    const meta = {
      ...(one.unit !== undefined && one.unit === other.unit ? { unit: one.unit } : {}),
      ...(one.pii !== undefined || other.pii !== undefined ? { pii: "true" } : {}),
    };
    const { meta: _, ...others } = known.mapping as { readonly meta?: unknown };
    this.fields.set(key, { ...known, mapping: { ...others, ...(Object.keys(meta).length === 0 ? {} : { meta }) } });
  }

  private isName(parts: readonly string[], path: Path): boolean {
    const [root = ""] = parts;
    const bad = parts.some((part) => part.trim() === "" || /[*\p{Cc}\p{Cs}]/u.test(part))
      ? "has a part that is blank, or has * or a control character"
      : parts.length > mostDepth
        ? `has more than ${mostDepth} parts`
        : this.form === "lines" && metadataFields.has(root)
          ? `begins with ${root}, which Elasticsearch has of itself`
          : undefined;
    if (bad === undefined) return true;
    this.faults.add("field-name", path, `${JSON.stringify(parts.join("."))} ${bad}`, "Use another name.");
    return false;
  }

  private conflict(path: Path, message: string): void {
    this.faults.add(
      "field-conflict",
      path,
      message,
      "Say the same in both, or in types, or give the services data streams of their own.",
    );
  }
}

function typeText(mapping: object): string {
  return (mapping as { readonly type: string }).type;
}

function metaOf(mapping: object): { readonly unit?: string; readonly pii?: string } {
  return (mapping as { readonly meta?: { readonly unit?: string; readonly pii?: string } }).meta ?? {};
}
