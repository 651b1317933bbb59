import { excerpt, type Path } from "../../base";
import { limitsOf, mappedFields } from "./fields";
import { lifecycleOf } from "./lifecycle";
import { lineMappings, otelMappings } from "./mappings";
import { ElasticsearchFaults } from "./problem";
import type {
  ElasticsearchDataStream,
  ElasticsearchFields,
  ElasticsearchRetention,
  ElasticsearchSettings,
} from "./settings";

/** What to send to Elasticsearch, in this order: what a request refers to is there before it. */
export interface ElasticsearchTemplates {
  readonly requests: readonly ElasticsearchRequest[];

  /** The bodies of the requests, by the name of a file for each: `component-templates/logs-shop.checkout-prod@mappings.json`. */
  readonly files: Readonly<Record<string, string>>;

  /** The requests, as Kibana's console takes them. */
  readonly text: string;
}

/** A request, which may be sent again: it replaces what is there. */
export interface ElasticsearchRequest {
  readonly method: "PUT";

  /** Without the cluster's address: `/_index_template/logs-shop.checkout-prod`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * For each data stream an index template, its mappings and settings as component templates, and its policy, if it has one. They add to the templates that
 * Elasticsearch has of itself. The same settings give the same texts.
 *
 * What is written already stays as it is: new templates are for indices that begin afterwards.
 *
 * @throws {BackendError} for settings that Elasticsearch refuses, or that would lose or hide logs
 */
export function elasticsearchTemplates(settings: ElasticsearchSettings): ElasticsearchTemplates {
  const faults = new ElasticsearchFaults();
  const { dataStreams, namespace, priority = 300, retention = { keep: "30d" } } = settings;
  checkNamePart(namespace, ["namespace"], 100, faults);
  if (dataStreams.length === 0)
    faults.add("no-data-stream", ["dataStreams"], "has none", "Name a data stream and its contracts.");
  faults.whole(priority, ["priority"], 121, 1_000_000_000);
  const names = new Map<string, Path>();
  const parts = dataStreams.map((dataStream, index) => {
    const path = ["dataStreams", index];
    const { dataset, dynamic = false, form } = dataStream;
    checkNamePart(dataset, [...path, "dataset"], form === "otel" ? 95 : 100, faults);
    const name = dataStreamName(dataStream, namespace);
    if (names.has(name))
      faults.add("data-stream-twice", path, `${name} is there already`, "Give one data stream all its contracts.");
    names.set(name, path);
    if (form === "otel" && dataStream.dynamic !== undefined)
      faults.add(
        "dynamic-not-ours",
        [...path, "dynamic"],
        "Elasticsearch's own template decides it for attributes of OpenTelemetry",
        "Leave it out.",
      );
    const fields = mappedFields(dataStream, form, path, faults);
    const mappings = form === "otel" ? otelMappings(fields) : lineMappings(fields, dynamic);
    return {
      name,
      form,
      mappings,
      contracts: dataStream.contracts,
      life: kept(
        dataStream,
        dataStream.retention === undefined ? ["retention"] : [...path, "retention"],
        dataStream.retention ?? retention,
        name,
        path,
        faults,
      ),
    };
  });
  faults.throwAny();
  return printed([
    ...parts.flatMap(({ life, name }) => (life.policy === undefined ? [] : [policyRequest(name, life.policy)])),
    ...parts.flatMap(({ contracts, life, mappings, name }) => [
      componentRequest(`${name}@mappings`, {
        template: { mappings },
        _meta: metaOf(`Fields of ${contracts.map((contract) => contract.name).join(", ") || name}`),
      }),
      componentRequest(`${name}@settings`, { template: life.template, _meta: metaOf(`Limits and life of ${name}`) }),
    ]),
    ...parts.map(({ form, name }) => indexTemplateRequest(name, form, priority)),
  ]);
}

/**
 * The component template `logs-otel@custom`, which Elasticsearch's own template of OpenTelemetry's logs (`logs-otel@template`, for `logs-*.otel-*`)
 * takes in, where it is there. It is for a cluster whose logs of OpenTelemetry are all ours: it takes the place of what somebody else put there.
 *
 * @param retention of all of them
 * @throws {BackendError} as {@link elasticsearchTemplates}
 */
export function elasticsearchOtelCustom(
  fields: ElasticsearchFields & { readonly retention?: ElasticsearchRetention },
): ElasticsearchTemplates {
  const faults = new ElasticsearchFaults();
  const name = "logs-otel@custom";
  const mappings = otelMappings(mappedFields(fields, "otel", [], faults));
  const { policy, template } = kept(fields, ["retention"], fields.retention ?? { keep: "30d" }, name, [], faults);
  faults.throwAny();
  return printed([
    ...(policy === undefined ? [] : [policyRequest(name, policy)]),
    componentRequest(name, {
      template: { ...template, mappings },
      _meta: metaOf(`Fields of ${fields.contracts.map((contract) => contract.name).join(", ")}`),
    }),
  ]);
}

/** The data stream's name, `logs-<dataset>-<namespace>`. */
function dataStreamName(
  { dataset, form }: Pick<ElasticsearchDataStream, "dataset" | "form">,
  namespace: string,
): string {
  return `logs-${dataset}${form === "otel" ? ".otel" : ""}-${namespace}`;
}

function kept(
  fields: ElasticsearchFields,
  place: Path,
  retention: ElasticsearchRetention,
  name: string,
  path: Path,
  faults: ElasticsearchFaults,
) {
  const { lifecycle, policy, settings } = lifecycleOf(retention, name, place, faults);
  const limits = limitsOf(fields, path, faults);
  const template = {
    settings: {
      ...settings,
      "index.mapping.total_fields.limit": limits.fields,
      "index.mapping.total_fields.ignore_dynamic_beyond_limit": true,
    },
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
  return { template, ...(policy === undefined ? {} : { policy }) };
}

function checkNamePart(part: string, path: Path, most: number, faults: ElasticsearchFaults): void {
  if (!/^[a-z0-9][a-z0-9._]*$/.test(part) || part.length > most)
    faults.add(
      "name",
      path,
      `${excerpt(part)} is not a part of a data stream's name`,
      `Write up to ${most} lower-case letters, digits, dots and _; a dash stands between parts.`,
    );
}

/** Elasticsearch's own, in the order in which it has them. Later ones win, but of dynamic templates the first that matches. */
const builtIn = {
  lines: {
    before: ["logs@mappings", "logs@settings", "logs@custom"],
    after: ["ecs@mappings"],
    optional: ["logs@custom"],
  },
  otel: {
    before: [
      "logs@mappings",
      "logs@settings",
      "otel@mappings",
      "otel@settings",
      "logs-otel@mappings",
      "semconv-resource-to-ecs@mappings",
      "logs@custom",
      "logs-otel@custom",
    ],
    after: ["ecs@mappings"],
    // otel@settings is new in 9.
    optional: ["otel@settings", "logs@custom", "logs-otel@custom"],
  },
} as const;

function indexTemplateRequest(
  name: string,
  form: ElasticsearchDataStream["form"],
  priority: number,
): ElasticsearchRequest {
  const { after, before, optional } = builtIn[form];
  return {
    method: "PUT",
    path: `/_index_template/${name}`,
    body: {
      index_patterns: [name],
      data_stream: {},
      priority,
      composed_of: [...before, `${name}@mappings`, `${name}@settings`, ...after],
      ignore_missing_component_templates: optional,
      allow_auto_create: true,
      _meta: metaOf(`Data stream ${name}`),
    },
  };
}

function componentRequest(name: string, body: ElasticsearchRequest["body"]): ElasticsearchRequest {
  return { method: "PUT", path: `/_component_template/${name}`, body };
}

function policyRequest(name: string, policy: object): ElasticsearchRequest {
  return {
    method: "PUT",
    path: `/_ilm/policy/${name}`,
    body: { policy: { ...policy, _meta: metaOf(`Life of ${name}`) } },
  };
}

function metaOf(description: string): object {
  return { description, managed_by: "sightline" };
}

const folders: ReadonlyMap<string, string> = new Map([
  ["/_ilm/policy", "ilm-policies"],
  ["/_component_template", "component-templates"],
  ["/_index_template", "index-templates"],
]);

function printed(requests: readonly ElasticsearchRequest[]): ElasticsearchTemplates {
  const texts = requests.map(({ body, path }) => {
    const slash = path.lastIndexOf("/");
    return {
      file: `${folders.get(path.slice(0, slash)) ?? ""}/${path.slice(slash + 1)}.json`,
      path,
      text: `${JSON.stringify(body, null, 2)}\n`,
    };
  });
  return {
    requests,
    files: Object.fromEntries(texts.map(({ file, text }) => [file, text])),
    text: texts.map(({ path, text }) => `PUT ${path}\n${text}`).join("\n"),
  };
}
