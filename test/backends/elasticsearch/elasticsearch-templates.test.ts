import fc from "fast-check";
import {
  BackendError,
  type BackendFault,
  type ElasticsearchDataStream,
  elasticsearchOtelCustom,
  type ElasticsearchProblem,
  type ElasticsearchSettings,
  elasticsearchTemplates,
  type ElasticsearchTemplates,
} from "../../../lib/backends";
import { pathText } from "../../../lib/base";
import { baseContract, type Contract, defineContract, type Field, keysOf } from "../../../lib/contract";
import { checkout } from "../../../examples/shop/contracts/checkout";
import { payments } from "../../../examples/shop/contracts/payments";
import { expectText } from "../../texts";
import { unknownKeys } from "./documented-keys";

const integer: Field = { type: "integer", description: "How large." };
const shop: ElasticsearchDataStream = { dataset: "shop", form: "otel", contracts: [checkout, payments] };

describe("Elasticsearch's templates", () => {
  it("of the shop's lines, as the collector sends them", () => {
    expectText(elasticsearchTemplates({ namespace: "prod", dataStreams: [shop] }).text);
  });

  it("of lines that Filebeat sends, with a policy and every setting", () => {
    expectText(elasticsearchTemplates(full).text);
  });

  it("that Elasticsearch's own template takes in", () => {
    const { files, requests } = elasticsearchOtelCustom({
      contracts: [tiny("jobs", { "job.size": integer })],
      retention: { keep: "7d", policy: {} },
    });
    expect(requests.map(({ path }) => path)).toEqual([
      "/_ilm/policy/logs-otel@custom",
      "/_component_template/logs-otel@custom",
    ]);
    expectText(files["component-templates/logs-otel@custom.json"] ?? "");
  });

  it("come in the order in which they refer to each other", () => {
    const { requests } = elasticsearchTemplates(full);
    const known = new Set<string>();
    for (const { body, path } of requests) {
      const { composed_of = [], ignore_missing_component_templates: optional = [] } = body as {
        composed_of?: string[];
        ignore_missing_component_templates?: string[];
      };
      const builtIn = /^(?:logs|otel|logs-otel|ecs|semconv-resource-to-ecs)@/;
      expect(composed_of.filter((name) => !builtIn.test(name) && !known.has(`/_component_template/${name}`))).toEqual(
        [],
      );
      expect(optional.filter((name) => !composed_of.includes(name))).toEqual([]);
      const policy = /"index\.lifecycle\.name":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
      if (policy !== undefined) expect(known).toContain(`/_ilm/policy/${policy}`);
      known.add(path);
    }
    expect(known.size).toBe(requests.length);
  });

  it("are the same texts as files, as requests and for Kibana", () => {
    const { files, requests, text } = elasticsearchTemplates(full);
    expect(Object.values(files).map((file) => JSON.parse(file) as unknown)).toEqual(requests.map(({ body }) => body));
    expect(text.split(/^PUT .*\n/m).slice(1)).toEqual(
      Object.values(files).map((file, index, all) => (index === all.length - 1 ? file : `${file}\n`)),
    );
  });

  it("keep by the data stream's lifecycle, although logs@settings names a policy, or by one of their own", () => {
    const settingsOf = (retention: ElasticsearchSettings["retention"]) =>
      templateOf(
        elasticsearchTemplates({
          namespace: "prod",
          dataStreams: [shop],
          ...(retention === undefined ? {} : { retention }),
        }),
        "logs-shop.otel-prod@settings",
      );
    expect(settingsOf(undefined)).toMatchObject({
      lifecycle: { data_retention: "30d" },
      settings: { "index.lifecycle.prefer_ilm": false },
    });
    expect(settingsOf({ keep: "36h" })).toMatchObject({ lifecycle: { data_retention: "36h" } });
    const own = settingsOf({ keep: "7d", policy: {} });
    expect(own).toMatchObject({ settings: { "index.lifecycle.name": "logs-shop.otel-prod" } });
    expect(own).not.toHaveProperty("lifecycle");
  });

  it.each([
    ["1d", "1h"],
    ["14d", "1d"],
    ["90d", "7d"],
    ["91d", "30d"],
  ])("begin an index of what is kept %s after %s at the latest", (keep, age) => {
    const { requests } = elasticsearchTemplates({
      namespace: "prod",
      dataStreams: [shop],
      retention: { keep, policy: {} },
    });
    expect(requests[0]?.body).toMatchObject({
      policy: {
        phases: {
          hot: { actions: { rollover: { max_age: age, max_primary_shard_size: "50gb" } } },
          delete: { min_age: keep, actions: { delete: {} } },
        },
      },
    });
  });

  it("give names to the roles of a line in Elastic's schema, whatever the line calls them", () => {
    const pino = defineContract({
      name: "pino",
      conventions: "own",
      fields: {
        time: { type: "integer", description: "When." },
        level: { type: "integer", description: "How severe." },
        msg: { type: "string", description: "What." },
        kind: { type: "string", description: "Event." },
        trace_id: { type: "string", description: "Trace." },
      },
      line: {
        timestamp: "time",
        level: "level",
        message: "msg",
        event: "kind",
        levels: { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 },
      },
    });
    const mapped = propertiesOf([{ dataset: "pino", form: "lines", contracts: [pino] }]);
    expect(mapped).toMatchObject({
      message: { type: "match_only_text" },
      "log.level": { type: "keyword" },
      "event.action": { type: "keyword" },
      "trace.id": { type: "keyword" },
    });
    expect(Object.keys(mapped).filter((name) => ["time", "msg", "level", "kind", "trace_id"].includes(name))).toEqual(
      [],
    );
    // The collector has them as time, body, severity and trace of the record, not as attributes.
    expect(Object.keys(propertiesOf([{ dataset: "pino", form: "otel", contracts: [pino] }]))).toEqual([
      "attributes.kind",
    ]);
  });

  it("leave lines of text as they are: a message", () => {
    const text = defineContract({
      name: "access",
      conventions: "own",
      fields: { ip: { type: "string", description: "Who." }, status: { type: "integer", description: "How." } },
      line: { text: "[ip, status]" },
    });
    const lines = propertiesOf([{ dataset: "access", form: "lines", contracts: [text] }]);
    expect(lines).toHaveProperty("message");
    expect(lines).not.toHaveProperty("status");
  });

  it("say of a field that several contracts have whose unit they agree on, and that it is about a person", () => {
    const fields = (field: Omit<Field, "description" | "type">) => ({ size: { ...integer, ...field } });
    const of = (...contracts: Contract[]) => propertiesOf([{ dataset: "a", form: "otel", contracts }]);
    expect(of(tiny("a", fields({ unit: "Bytes" })), tiny("b", fields({ unit: "Bytes", pii: true })))).toEqual({
      "attributes.size": { type: "long", meta: { unit: "byte", pii: "true" } },
    });
    expect(of(tiny("a", fields({ unit: "Bytes" })), tiny("b", fields({ unit: "Count" })))).toEqual({
      "attributes.size": { type: "long" },
    });
  });

  it("have only keys that Elasticsearch 8 and 9 document", () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const made = accepted(() => elasticsearchTemplates(settings));
        fc.pre(made !== undefined);
        expect(made.requests.flatMap(({ body, path }) => unknownKeys(path, body))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("have each field of each accepted contract once, as one type, within the limit of fields", () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const made = accepted(() => elasticsearchTemplates(settings));
        fc.pre(made !== undefined);
        for (const { contracts, dataset, form, limits } of settings.dataStreams) {
          const name = `logs-${dataset}${form === "otel" ? ".otel" : ""}-${settings.namespace}`;
          const { mappings } = templateOf(made, `${name}@mappings`) as { mappings: { properties: object } };
          const names = Object.keys(mappings.properties);
          const leaves = names.filter((key) => !isObject(mappings.properties, key));
          expect(leaves.filter((leaf) => names.some((other) => other.startsWith(`${leaf}.`)))).toEqual([]);
          expect(objectsAndFields(names)).toBeLessThanOrEqual((limits?.fields ?? 1000) - 100);
          for (const contract of contracts)
            for (const field of Object.keys(contract.fields)) {
              const key = keysOf(field).join(".");
              const times = names.filter((each) => each === (form === "otel" ? `attributes.${key}` : key));
              expect(times.length).toBeLessThanOrEqual(1);
            }
        }
        const again = elasticsearchTemplates(settings);
        expect(again.text).toBe(made.text);
      }),
      { numRuns: 60 },
    );
  });
});

describe("Elasticsearch's settings are refused", () => {
  const b = { ...shop, dataset: "other" };
  it.each<[string, Partial<ElasticsearchSettings>, string[]]>([
    ["without a data stream", { dataStreams: [] }, ["no-data-stream dataStreams"]],
    [
      "with names that have dashes, capitals or too many characters",
      {
        namespace: "Prod-EU",
        dataStreams: [
          { ...shop, dataset: "shop-checkout" },
          { ...shop, dataset: "x".repeat(96) },
          { ...shop, dataset: "x".repeat(96), form: "lines" },
        ],
      },
      ["name namespace", "name dataStreams[0].dataset", "name dataStreams[1].dataset"],
    ],
    ["with one data stream twice", { dataStreams: [shop, { ...shop }] }, ["data-stream-twice dataStreams[1]"]],
    ["with a priority that Elasticsearch's own templates beat", { priority: 120 }, ["number priority"]],
    [
      "with services that have one field as two types",
      {
        dataStreams: [
          {
            ...shop,
            contracts: [tiny("a", { "job.size": integer }), tiny("b", { "job.size": { ...integer, type: "string" } })],
          },
        ],
      },
      ['field-conflict dataStreams[0].contracts[1].fields["job.size"]'],
    ],
    [
      "with a field that holds others elsewhere, either way round",
      {
        dataStreams: [
          { ...shop, contracts: [tiny("a", { job: integer }), tiny("b", { "job.size": integer })] },
          { ...b, contracts: [tiny("b", { "job.size": integer }), tiny("a", { job: integer })] },
        ],
      },
      [
        'field-conflict dataStreams[0].contracts[1].fields["job.size"]',
        "field-conflict dataStreams[1].contracts[1].fields.job",
      ],
    ],
    [
      "with a field that Filebeat has as an object",
      { dataStreams: [{ ...shop, form: "lines", contracts: [tiny("a", { host: integer })] }] },
      ["field-conflict dataStreams[0].contracts[0].fields.host"],
    ],
    [
      "with types that do not hold the contract's, or fields that conflict",
      {
        dataStreams: [
          { ...shop, contracts: [tiny("a", { "job.size": integer })], types: { "job.size": "ip", job: "flattened" } },
        ],
      },
      ['field-type dataStreams[0].types["job.size"]', "field-conflict dataStreams[0].types.job"],
    ],
    [
      "with names that Elasticsearch has, or cannot have",
      {
        dataStreams: [
          {
            dataset: "a",
            form: "lines",
            contracts: [
              defineContract({
                name: "odd",
                conventions: "own",
                fields: {
                  _id: integer,
                  "data_stream.dataset": integer,
                  "['@timestamp'].nanos": integer,
                  "['a..b']": integer,
                  "['x*']": integer,
                  [Array.from({ length: 21 }, () => "d").join(".")]: integer,
                },
              }),
            ],
          },
        ],
      },
      [
        "field-name dataStreams[0].contracts[0].fields._id",
        'field-name dataStreams[0].contracts[0].fields["data_stream.dataset"]',
        `field-name dataStreams[0].contracts[0].fields["['@timestamp'].nanos"]`,
        `field-name dataStreams[0].contracts[0].fields["['a..b']"]`,
        `field-name dataStreams[0].contracts[0].fields["['x*']"]`,
        `field-name dataStreams[0].contracts[0].fields["${Array.from({ length: 21 }, () => "d").join(".")}"]`,
      ],
    ],
    [
      "with more fields than an index may have",
      { dataStreams: [{ ...shop, contracts: [baseContract], limits: { fields: 200 } }] },
      ["fields-many dataStreams[0].limits.fields"],
    ],
    [
      "with a choice that is not ours",
      { dataStreams: [{ ...shop, dynamic: true }] },
      ["dynamic-not-ours dataStreams[0].dynamic"],
    ],
    [
      "with tiers out of order, and a frozen one without snapshots",
      {
        retention: {
          keep: "30d",
          policy: { warm: { after: "20d" }, cold: { after: "10d", replicas: -1 }, frozen: { after: "30d" } },
        },
      },
      [
        "no-repository retention.policy.frozen",
        "number retention.policy.cold.replicas",
        "phase-order retention.policy.warm.after",
        "phase-order retention.policy.frozen.after",
      ],
    ],
    [
      "with numbers and times of other kinds, all at once",
      {
        retention: { keep: "for ever", policy: { rollAfter: "1s", shardGigabytes: 0.5, repository: "a b" } },
        dataStreams: [{ ...shop, limits: { fields: Number.NaN, keyword: 0 }, retention: { keep: "10m" } }, b],
      },
      [
        "number dataStreams[0].limits.fields",
        "number dataStreams[0].limits.keyword",
        "duration dataStreams[0].retention.keep",
        "duration retention.keep",
        "duration retention.policy.rollAfter",
        "name retention.policy.repository",
        "number retention.policy.shardGigabytes",
      ],
    ],
  ])("%s", (_, some, expected) => {
    const faults = faultsOf({ namespace: "prod", dataStreams: [shop], ...some });
    expect(faults.map(({ path, problem }) => `${problem} ${pathText(path)}`)).toEqual(expected);
    expectText(new BackendError(faults).message);
  });
});

const full: ElasticsearchSettings = {
  namespace: "prod",
  priority: 400,
  dataStreams: [
    {
      dataset: "shop.payments",
      form: "lines",
      contracts: [
        tiny("payments", {
          "payment.amount": { type: "number", description: "How much." },
          ip: { type: "string", description: "Whose." },
        }),
      ],
      types: { ip: "ip", labels: "flattened" },
      dynamic: "runtime",
      limits: { fields: 500, keyword: 256 },
      retention: {
        keep: "400d",
        policy: {
          rollAfter: "7d",
          shardGigabytes: 30,
          warm: { after: "2d", shards: 1 },
          cold: { after: "30d", replicas: 0 },
          frozen: { after: "90d" },
          repository: "shop-snapshots",
        },
      },
    },
    { dataset: "shop.audit", form: "lines", contracts: [tiny("audit", {})], dynamic: true },
  ],
  retention: { keep: "90d" },
};

function tiny(name: string, fields: Readonly<Record<string, Field>>): Contract {
  return defineContract({ name, conventions: "own", fields });
}

const anyField: fc.Arbitrary<Field> = fc
  .constantFrom<Field["type"]>("string", "number", "integer", "boolean", "timestamp", "string[]")
  .map((type) => ({ type, description: "A field." }));
const anyName = fc
  .array(fc.constantFrom("a", "b", "error", "host", "message", "service", "name"), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("."));
const anyContract = fc
  .tuple(fc.constantFrom("one", "two", "three"), fc.dictionary(anyName, anyField, { maxKeys: 8 }), fc.boolean())
  .map(([name, fields, isBase]) => accepted(() => (isBase ? baseContract : tiny(name, fields))) ?? baseContract);
const anySettings: fc.Arbitrary<ElasticsearchSettings> = fc.record(
  {
    namespace: fc.constantFrom("prod", "eu.prod"),
    dataStreams: fc.uniqueArray(
      fc.record(
        {
          dataset: fc.constantFrom("shop", "shop.checkout"),
          form: fc.constantFrom("otel" as const, "lines" as const),
          contracts: fc.array(anyContract, { minLength: 1, maxLength: 3 }),
          limits: fc.constantFrom({ fields: 400 }, { keyword: 100 }),
          retention: fc.constantFrom(full.dataStreams[0]?.retention ?? { keep: "1d" }, { keep: "12h" }),
        },
        { requiredKeys: ["dataset", "form", "contracts"] },
      ),
      { minLength: 1, maxLength: 3, selector: ({ dataset, form }) => `${dataset} ${form}` },
    ),
    retention: fc.constantFrom({ keep: "30d" }, { keep: "30d", policy: { cold: { after: "2d" } } }),
  },
  { requiredKeys: ["namespace", "dataStreams"] },
);

/** Undefined for what is refused. */
function accepted<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function templateOf({ files }: ElasticsearchTemplates, name: string): Record<string, unknown> {
  return (JSON.parse(files[`component-templates/${name}.json`] ?? "{}") as { template: Record<string, unknown> })
    .template;
}

function propertiesOf(dataStreams: ElasticsearchDataStream[]): Record<string, unknown> {
  const { files } = elasticsearchTemplates({ namespace: "prod", dataStreams });
  const text = Object.entries(files).find(([file]) => file.endsWith("@mappings.json"))?.[1] ?? "{}";
  return (JSON.parse(text) as { template: { mappings: { properties: Record<string, unknown> } } }).template.mappings
    .properties;
}

function isObject(properties: object, key: string): boolean {
  return (properties as Record<string, { readonly type: string }>)[key]?.type === "object";
}

function objectsAndFields(names: readonly string[]): number {
  const all = new Set<string>();
  for (const name of names) name.split(".").forEach((_, index, parts) => all.add(parts.slice(0, index + 1).join(".")));
  return all.size;
}

function faultsOf(settings: ElasticsearchSettings): readonly BackendFault<ElasticsearchProblem>[] {
  try {
    elasticsearchTemplates(settings);
  } catch (error) {
    if (error instanceof BackendError) return error.faults as readonly BackendFault<ElasticsearchProblem>[];
    throw error;
  }
  return [];
}
