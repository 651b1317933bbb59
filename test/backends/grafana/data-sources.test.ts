import { type GrafanaSource, grafanaSource, type GrafanaSourceSettings } from "../../../lib/backends";

// What leads where, for each pair of data sources, against what Grafana's plugins read.

const uids = {
  cloudwatch: "uid-cloudwatch",
  xray: "uid-xray",
  prometheus: "uid-prometheus",
  loki: "uid-loki",
  tempo: "uid-tempo",
  elasticsearch: "uid-elasticsearch",
};
type Uids = Partial<typeof uids>;
const sources: readonly GrafanaSource[] = ["cloudwatch", "xray", "prometheus", "amp", "loki", "tempo", "elasticsearch"];

const settingsOf = (source: GrafanaSource, others: Uids, settings: Partial<GrafanaSourceSettings> = {}) =>
  grafanaSource(source, others, { grafana: "grafana", ...settings });

/** By which setting a data source leads to another one, if it does. */
function waysTo(source: GrafanaSource, target: keyof typeof uids): string[] {
  const { jsonData } = settingsOf(source, { [target]: uids[target] });
  return Object.entries(jsonData).flatMap(([name, value]) =>
    JSON.stringify(value).includes(uids[target]) ? [name] : [],
  );
}

test("each pair leads on by the setting that Grafana has for it, and no other pair does", () => {
  const found = Object.fromEntries(
    sources.flatMap((source) =>
      Object.keys(uids).flatMap((target) => {
        const ways = waysTo(source, target as keyof typeof uids);
        return ways.length === 0 ? [] : [[`${source} ${target}`, ways.join()]];
      }),
    ),
  );
  expect(found).toEqual({
    "cloudwatch xray": "tracingDatasourceUid",
    "loki tempo": "derivedFields",
    "loki xray": "derivedFields",
    "elasticsearch tempo": "dataLinks",
    "prometheus tempo": "exemplarTraceIdDestinations",
    "tempo loki": "tracesToLogsV2",
    "tempo elasticsearch": "tracesToLogsV2",
    "tempo prometheus": "tracesToMetrics,serviceMap",
  });
});

/** Settings that the plugins' own types and documents have. */
const known: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ["authType", "defaultRegion", "assumeRoleArn", "tracingDatasourceUid"],
  "grafana-x-ray-datasource": ["authType", "defaultRegion", "assumeRoleArn"],
  prometheus: ["httpMethod", "timeInterval", "exemplarTraceIdDestinations"],
  "grafana-amazonprometheus-datasource": [
    "httpMethod",
    "timeInterval",
    "sigV4Auth",
    "sigV4AuthType",
    "sigV4Region",
    "sigV4AssumeRoleArn",
  ],
  loki: ["derivedFields"],
  tempo: ["tracesToLogsV2", "tracesToMetrics", "serviceMap", "nodeGraph"],
  elasticsearch: ["index", "timeField", "logMessageField", "logLevelField", "dataLinks"],
};

test.each(sources)("%s has the settings of its plugin", (source) => {
  const { jsonData, type } = settingsOf(source, uids, { region: "eu-central-1", role: "arn:aws:iam::1:role/r" });
  expect(Object.keys(jsonData).sort()).toEqual([...known[type]!].sort());
});

interface DerivedField {
  readonly name: string;
  readonly matcherType: string;
  readonly matcherRegex: string;
  readonly url: string;
}

test("a line in Loki leads to its trace by its label or by its text", () => {
  const { derivedFields } = settingsOf("loki", { tempo: "t" }).jsonData as { derivedFields: DerivedField[] };
  expect(derivedFields.map(({ matcherType, url }) => [matcherType, url])).toEqual([
    ["label", "${__value.raw}"],
    ["regex", "${__value.raw}"],
  ]);
  const [label, text] = derivedFields.map(({ matcherRegex }) => new RegExp(matcherRegex));
  expect(["trace_id", "parent_trace_id", "trace_id_2"].map((name) => label!.test(name))).toEqual([true, false, false]);
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  expect(text!.exec(JSON.stringify({ level: "error", trace_id: id }))?.[1]).toBe(id);
  expect(text!.exec(`{"trace_id": "${id}", "level": "error"}`)?.[1]).toBe(id);
  expect(text!.exec('{"trace_id":""}')).toBeNull();
});

test("with traces in both, a line leads to both", () => {
  const { derivedFields } = settingsOf("loki", uids).jsonData as { derivedFields: (DerivedField & object)[] };
  expect(derivedFields.map((field) => [field.name, "datasourceUid" in field && field.datasourceUid])).toEqual([
    ["trace_id", "uid-tempo"],
    ["trace_id", "uid-xray"],
    ["trace_id in text", "uid-tempo"],
    ["trace_id in text", "uid-xray"],
  ]);
});

test("a span leads to lines in Loki rather than in Elasticsearch", () => {
  expect(settingsOf("tempo", uids).jsonData.tracesToLogsV2).toMatchObject({
    datasourceUid: "uid-loki",
    customQuery: true,
    query: '{${__tags}} | trace_id = "${__trace.traceId}"',
    tags: [{ key: "service.name", value: "service_name" }],
  });
});

test.each([
  [undefined, "logs-*.otel-*", "body.text", "severity_text", 'trace_id:"${__trace.traceId}"', "trace_id"],
  ["otel", "logs-*.otel-*", "body.text", "severity_text", 'trace_id:"${__trace.traceId}"', "trace_id"],
  ["lines", "logs-*", "message", "log.level", 'trace.id:"${__trace.traceId}"', "trace.id"],
] as const)("documents in the form %s are read where they have it", (form, index, message, level, query, field) => {
  const { elasticsearch, tempo } = uids;
  const { jsonData } = settingsOf("elasticsearch", { tempo }, { form });
  expect(jsonData).toMatchObject({ index, timeField: "@timestamp", logMessageField: message, logLevelField: level });
  const [link] = jsonData.dataLinks as { readonly field: string }[];
  expect(link).toMatchObject({ url: "${__value.raw}", datasourceUid: tempo });
  expect(new RegExp(link!.field).test(field)).toBe(true);
  expect(["parent.trace.id", "trace_id_2", "traceXid"].some((name) => new RegExp(link!.field).test(name))).toBe(false);
  expect(settingsOf("tempo", { elasticsearch }, { form }).jsonData.tracesToLogsV2).toMatchObject({ query });
});

test("an index that is written is the one that is read", () => {
  expect(settingsOf("elasticsearch", {}, { index: "logs-app" }).jsonData).toMatchObject({ index: "logs-app" });
});

test.each([
  ["amg", undefined, "ec2_iam_role"],
  ["cloud", undefined, "default"],
  ["cloud", "arn:aws:iam::1:role/r", "grafana_assume_role"],
  ["grafana", "arn:aws:iam::1:role/r", "default"],
] as const)("%s with the role %s signs in at AWS as %s", (grafana, role, expected) => {
  for (const [source, setting] of [
    ["cloudwatch", "authType"],
    ["xray", "authType"],
    ["amp", "sigV4AuthType"],
  ] as const)
    expect(settingsOf(source, uids, { grafana, role }).jsonData[setting]).toBe(expected);
});
