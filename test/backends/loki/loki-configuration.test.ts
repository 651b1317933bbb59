import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import {
  BackendError,
  type BackendFault,
  lokiConfiguration,
  type LokiCluster,
  type LokiProblem,
  type LokiSettings,
} from "../../../lib/backends";
import { expectText } from "../../texts";

const store = { bucket: "shop-prod-loki", region: "eu-central-1" };
const cluster: LokiCluster = { members: ["dns+loki.shop-prod:7946"], name: "shop-prod" };

describe("Loki's configuration", () => {
  it("of one task with a bucket", () => {
    expectText(lokiConfiguration({ store }).text);
  });

  it("of several tasks, with every setting", () => {
    expectText(lokiConfiguration(full).text);
  });

  it("reads back as its value", () => {
    fc.assert(
      fc.property(settings, (some) => {
        const { document, text } = lokiConfiguration(some);
        expect(parse(text)).toEqual(document);
        expect(parse(text, { version: "1.1" })).toEqual(document);
      }),
      { numRuns: 30 },
    );
  });

  it.each(["3.4", "3.7", "4.0"])("has only keys that Loki %s documents", (version) => {
    fc.assert(
      fc.property(settings, (some) => {
        const { cluster: members, ...others } = some;
        // Loki 4 has no simple scalable mode.
        const { backend: _, ...all } = members ?? cluster;
        const { document } = lokiConfiguration({
          ...others,
          ...(members === undefined ? {} : { cluster: version === "4.0" ? all : members }),
          version: `${version}.0`,
        });
        expect(leaves(document).filter(({ path, value }) => !isDocumented(path, value, version))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("says which client reads the store, by keys that this client has", () => {
    const keysOf = (client: "thanos" | "classic") => {
      const { ruler, ruler_storage, storage_config } = lokiConfiguration({
        store: { ...store, client },
        ruler: { alertmanager: "http://alertmanager:9093", rules: { ...store, bucket: "shop-rules", client } },
      }).document as Record<string, Record<string, unknown>>;
      return {
        ruler,
        ruler_storage,
        storage: Object.keys(storage_config ?? {}),
        use: storage_config?.use_thanos_objstore,
      };
    };
    expect(keysOf("thanos")).toMatchObject({
      use: true,
      storage: ["use_thanos_objstore", "object_store", "tsdb_shipper"],
      ruler_storage: { backend: "s3", s3: { bucket_name: "shop-rules" } },
    });
    expect(keysOf("classic")).toMatchObject({
      use: false,
      storage: ["use_thanos_objstore", "aws", "tsdb_shipper"],
      ruler: { storage: { s3: { bucketnames: "shop-rules" } } },
      ruler_storage: undefined,
    });
  });

  it.each([{ bucket: "shop-rules", region: "eu-central-1" }, { folder: "/data/rules" }])(
    "reads rules in %j with the client of the logs: Loki has one switch for both",
    (rules) => {
      const keysOf = (client: "thanos" | "classic") => {
        const { ruler, ruler_storage } = lokiConfiguration({
          store: { ...store, client },
          ruler: { alertmanager: "http://alertmanager:9093", rules },
        }).document as Record<string, Record<string, unknown>>;
        return { inRuler: ruler?.storage !== undefined, atRoot: ruler_storage !== undefined };
      };
      expect(keysOf("thanos")).toEqual({ inRuler: false, atRoot: true });
      expect(keysOf("classic")).toEqual({ inRuler: true, atRoot: false });
    },
  );

  it("notes what is to be deleted in the store, where the folder does not outlive the task", () => {
    const markers = (some: Omit<LokiSettings, "store">) =>
      (lokiConfiguration({ store, ...some }).document.compactor as Record<string, unknown>)
        .deletion_marker_object_store_prefix;
    expect(markers({})).toBe("markers/");
    expect(markers({ keepsFolder: true })).toBeUndefined();
    expect(markers({ version: "3.6.15" })).toBeUndefined();
  });

  it("lets a request take as long as its query may", () => {
    const { server } = lokiConfiguration({ store, queries: { timeout: "5m" } }).document;
    expect(server).toMatchObject({ http_server_read_timeout: "330s", http_server_write_timeout: "330s" });
  });

  it("evaluates each rule in one of several tasks", () => {
    const ruler = { alertmanager: "http://alertmanager:9093", rules: { ...store, bucket: "shop-rules" } };
    expect(lokiConfiguration({ store, ruler }).document.ruler).not.toHaveProperty("enable_sharding");
    expect(lokiConfiguration({ store, ruler, cluster }).document.ruler).toMatchObject({ enable_sharding: true });
  });

  it("lets the first of several retentions decide", () => {
    const { limits_config } = lokiConfiguration(full).document as { limits_config: { retention_stream: unknown } };
    expect(limits_config.retention_stream).toEqual([
      { selector: '{service_name="audit",cloud_region="eu\\"1"}', priority: 2, period: "9600h" },
      { selector: '{service_name="storefront"}', priority: 1, period: "72h" },
    ]);
  });
});

describe("Loki's settings are refused", () => {
  it.each<[string, Partial<LokiSettings>, string[]]>([
    ["of a version without Thanos' clients", { version: "3.3.2" }, ["version version"]],
    ["of what is no version", { version: "latest" }, ["version version"]],
    [
      "in simple scalable mode from Loki 4 on",
      { version: "4.0.0", cluster: { ...cluster, backend: "http://loki-backend:3100" } },
      ["mode-removed cluster.backend"],
    ],
    ["with several tasks and a folder", { cluster, store: { folder: "/data" } }, ["store-not-shared store.folder"]],
    ["with tasks that find nobody", { cluster: { ...cluster, members: [] } }, ["value cluster.members"]],
    [
      "with labels that have a value for each request or process",
      { labels: ["service.name", "trace_id", "service.instance.id", "k8s.pod.name", "user.email", "cloud.account.id"] },
      [
        "label-unbounded labels[1]",
        "label-unbounded labels[2]",
        "label-unbounded labels[3]",
        "label-unbounded labels[4]",
      ],
    ],
    ["with two attributes that are one label", { labels: ["service.name", "service_name"] }, ["label-twice labels[1]"]],
    [
      "with many labels",
      { labels: Array.from({ length: 11 }, (_, index) => `label${"x".repeat(index)}`) },
      ["labels-many labels"],
    ],
    [
      "with a retention by what is no label",
      { retention: { streams: [{ where: { level: "debug" }, keep: "7d" }] } },
      ["retention-by-no-label retention.streams[0].where.level"],
    ],
    [
      "with a retention of streams of less than a day, or of nothing",
      { retention: { keep: "1h", streams: [{ where: {}, keep: "12h" }] } },
      ["value retention.streams[0].where", "retention-short retention.streams[0].keep"],
    ],
    [
      "with a value that no label has, half of a pair of surrogates",
      { retention: { streams: [{ where: { "service.name": "a\ud800" }, keep: "7d" }] } },
      ["value retention.streams[0].where.service.name"],
    ],
    [
      "with rules among the logs",
      { ruler: { alertmanager: "http://a:9093", rules: store } },
      ["rules-with-logs ruler.rules"],
    ],
    [
      "with rules that another client reads",
      { ruler: { alertmanager: "http://a:9093", rules: { ...store, bucket: "shop-rules", client: "classic" } } },
      ["value ruler.rules.client"],
    ],
    [
      "with values of other kinds, all at once",
      {
        since: "1.1.2026",
        folder: "loki",
        store: { bucket: "Shop_Logs", region: "Frankfurt", endpoint: "https://s3" },
        limits: { megabytesPerSecond: 0, streamMegabytesPerSecond: 1e-7, streams: 1.5, oldest: "a week" },
        queries: { timeout: "10ms", gigabytes: Number.NaN },
      },
      [
        "value since",
        "value folder",
        "number limits.megabytesPerSecond",
        "value store.bucket",
        "value store.region",
        "value store.endpoint",
        "number limits.streamMegabytesPerSecond",
        "number limits.streams",
        "duration limits.oldest",
        "duration queries.timeout",
        "number queries.gigabytes",
      ],
    ],
  ])("%s", (_, some, expected) => {
    const faults = faultsOf({ store, ...some });
    expect(faults.map(({ path, problem }) => `${problem} ${pathOf(path)}`)).toEqual(expected);
    expectText(new BackendError(faults).message);
  });
});

const full: LokiSettings = {
  version: "3.7.6",
  store: { ...store, client: "classic", endpoint: "s3.internal:9000" },
  since: "2026-01-31",
  cluster: { ...cluster, backend: "http://loki-backend.shop-prod:3100" },
  folder: "/data/loki",
  keepsFolder: true,
  tenants: true,
  labels: ["service.name", "cloud.region"],
  retention: {
    keep: "90m",
    streams: [
      { where: { "service.name": "audit", "cloud.region": 'eu"1' }, keep: "400d" },
      { where: { "service.name": "storefront" }, keep: "3d" },
    ],
  },
  limits: {
    megabytesPerSecond: 40,
    burstMegabytes: 60,
    streamMegabytesPerSecond: 8,
    streams: 20_000,
    lineKilobytes: 64,
    metadataKilobytes: 32,
    oldest: "1h",
  },
  queries: { timeout: "90s", longest: "31d", series: 1000, lines: 2000, gigabytes: 50 },
  ruler: { alertmanager: "http://alertmanager:9093", rules: { bucket: "shop-rules", region: "eu-central-1" } },
};

/** Any of the settings of {@link full}, and a folder for a bucket where one task runs. */
const settings: fc.Arbitrary<LokiSettings> = fc
  .record(
    Object.fromEntries(Object.entries(full).map(([key, value]) => [key, fc.constant(value)])) as {
      [Key in keyof LokiSettings]-?: fc.Arbitrary<NonNullable<LokiSettings[Key]>>;
    },
    { requiredKeys: ["store"] },
  )
  .chain((some) =>
    fc
      .oneof(
        fc.constant(some.store),
        fc.constant(store),
        some.cluster === undefined ? fc.constant({ folder: "/data/chunks" }) : fc.constant(store),
      )
      .map((chosen) => ({
        ...some,
        store: chosen,
        // Without labels of its own, retention by region is by one of the usual labels.
        ...(some.ruler === undefined || "bucket" in chosen
          ? {}
          : { ruler: { ...some.ruler, rules: { folder: "/data/rules" } } }),
      })),
  );

type Recorded = string | { readonly type: string; readonly in: readonly string[] };

/**
 * Keys and types of the reference of Loki's configuration: of 3.4.0, 3.7.6 and the main branch of August 2026, which becomes 4.0, as
 * far as they are about what we write. Recorded as facts; Loki itself does not run in these tests.
 *
 * @see https://grafana.com/docs/loki/latest/configure/
 */
const documented = JSON.parse(readFileSync(join(__dirname, "documented-keys.json"), "utf8")) as Readonly<
  Record<string, Recorded>
>;

function isDocumented(path: string, value: unknown, version: string): boolean {
  const recorded = documented[path];
  if (recorded === undefined || (typeof recorded !== "string" && !recorded.in.includes(version))) return false;
  const type = typeof recorded === "string" ? recorded : recorded.type;
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "int":
      return Number.isSafeInteger(value) || (typeof value === "string" && /^\d+(?:KB|MB|GB)$/.test(value));
    case "float":
      return typeof value === "number";
    case "duration":
      return typeof value === "string" && /^\d+[smh]$/.test(value);
    default:
      return type.startsWith("list of") ? Array.isArray(value) : typeof value === "string";
  }
}

/** What has no parts of its own; items of lists of objects stand for their list. Lists that are documented as a whole are leaves. */
function leaves(value: unknown, path = ""): { readonly path: string; readonly value: unknown }[] {
  if (path in documented || typeof value !== "object" || value === null) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, path));
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === "" ? key : `${path}.${key}`));
}

function faultsOf(some: LokiSettings): readonly BackendFault<LokiProblem>[] {
  try {
    lokiConfiguration(some);
  } catch (error) {
    if (error instanceof BackendError) return error.faults as readonly BackendFault<LokiProblem>[];
    throw error;
  }
  return [];
}

function pathOf(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}
