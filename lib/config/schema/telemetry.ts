import { z } from "zod";
import { bucketShape } from "../../aws";
import { expected } from "../../base";
import { acceptedForm, expandable, list, object, type TextForm } from "./form";
import { regionName } from "./names";
import { secretReference } from "./route";

const addressForm: TextForm = {
  noun: "an address",
  fix: "Write it with scheme and host, and without user, password, query and the path of the signal: http://loki.internal:3100.",
  shape: /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
  // What is refused may hold a password.
  hidden: true,
};

const workspaceForm: TextForm = {
  noun: "the id of a workspace",
  fix: "Write the id of the workspace in Amazon Managed Service for Prometheus: ws-12345678-abcd-4ef0-9012-3456789abcde.",
  shape: /^ws-[0-9a-z-]{4,64}$/,
};

const bucketForm: TextForm = {
  noun: "a bucket name",
  fix: "Use 3 to 63 lower-case letters, digits, dots and dashes.",
  shape: bucketShape,
};

const prefixForm: TextForm = {
  noun: "a prefix of keys",
  fix: "Write a text without blanks and without / at its ends: telemetry/logs.",
  shape: /^[^\s/](?:\S*[^\s/])?$/,
};

const pathForm: TextForm = {
  noun: "the path of a file",
  fix: "Write an absolute path: /var/log/telemetry/logs.json.",
  shape: /^\/(?:[^\s/]+\/)*[^\s/]+$/,
};

const tenantForm: TextForm = {
  noun: "a tenant",
  fix: "Write 1 to 150 letters, digits and any of !-_.*'().",
  shape: /^[A-Za-z0-9!_.*'()-]{1,150}$/,
};

const indexForm: TextForm = {
  noun: "the name of a data stream",
  fix: "Write lower-case letters, digits, dots, dashes and underscores: logs-shop-prod.",
  shape: /^[a-z0-9][a-z0-9._-]{0,99}$/,
};

/** Texts of back ends that placeholders may be part of, by key. */
export const backendForms = {
  endpoint: addressForm,
  workspace: workspaceForm,
  bucket: bucketForm,
  prefix: prefixForm,
  path: pathForm,
  tenant: tenantForm,
  index: indexForm,
  group: acceptedForm("logGroupName", "the name of a log group", "/shop/prod/telemetry"),
  namespace: acceptedForm("namespace", "a namespace", "Shop/Telemetry"),
} as const satisfies Readonly<Record<string, TextForm>>;

const typeError = expected("a type of back end", "Write one of those that this signal has.");

const at = (key: keyof typeof backendForms) => expandable(backendForms[key]);

const token = secretReference
  .optional()
  .describe("Where the token is kept that is sent as Authorization: Bearer. Default: nothing is sent.");
const tenant = at("tenant")
  .optional()
  .describe("Tenant, sent as X-Scope-OrgID; placeholders are expanded. Default: none is sent.");

const s3 = object("a back end in S3", {
  type: z.literal("s3", { error: typeError }).describe("Files in a bucket, as OTLP in JSON."),
  bucket: at("bucket").describe("Name of the bucket, which must exist; placeholders are expanded."),
  prefix: at("prefix")
    .optional()
    .describe("What keys begin with; placeholders are expanded. Default: {project}/{environment}."),
  region: regionName.optional().describe("Region of the bucket. Default: the environment's."),
});

const file = object("a back end in a file", {
  type: z
    .literal("file", { error: typeError })
    .describe("A file of the collector, as OTLP in JSON, for use on one machine."),
  path: at("path").describe("Path of the file; placeholders are expanded."),
});

const otlp = object("a back end that takes OTLP", {
  type: z.literal("otlp", { error: typeError }).describe("Anything that takes OTLP over HTTP."),
  endpoint: at("endpoint").describe(
    "Its address, to which /v1/logs, /v1/metrics or /v1/traces is added; placeholders are expanded.",
  ),
  token,
});

const elasticsearch = object("Elasticsearch", {
  type: z.literal("elasticsearch", { error: typeError }).describe("A data stream of Elasticsearch."),
  endpoint: at("endpoint").describe("Address of the cluster; placeholders are expanded."),
  index: at("index")
    .optional()
    .describe("Data stream; placeholders are expanded. Default: chosen by the data set, such as logs-generic-default."),
  apiKey: secretReference.optional().describe("Where the encoded API key is kept. Default: none is sent."),
});

/** Back ends for a signal: a word for those that need no settings, or an object by its type; one, or a list. */
function backends<
  const Words extends readonly [string, ...string[]],
  const Forms extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(signal: string, words: Words, forms: Forms) {
  const noun = `a back end for ${signal}`;
  const types = [...new Set([...words, ...forms.flatMap((form) => typesOf(form))])];
  const error = expected(
    noun,
    `Use ${words.join(", ")}, or an object with one of these types: ${types.join(", ")}.`,
    types,
  );
  const word = z.enum(words, { error });
  const form = z.discriminatedUnion("type", forms, { error });
  const one = z.union([word, form], { error }).meta({ id: `${signal}Backend` });
  return {
    one,
    all: z
      .union([one, list(`a list of back ends for ${signal}`, one)], { error })
      .nullable()
      .optional()
      .describe(
        `Where ${signal} go: one back end, or a list of them, replaced as a whole. An empty list: nowhere. Default: ${words[0]}.`,
      ),
  };
}

function typesOf(form: z.core.$ZodTypeDiscriminable): string[] {
  return [...(form._zod.propValues.type ?? [])].map(String);
}

const logs = backends(
  "logs",
  ["cloudwatch"],
  [
    object("CloudWatch Logs", {
      type: z.literal("cloudwatch", { error: typeError }).describe("CloudWatch Logs, by its OTLP endpoint."),
      group: at("group")
        .optional()
        .describe(
          "Log group that takes them. It must exist, with a log stream called collector. Placeholders are expanded. Default: /{project}/{environment}/telemetry, which is made where collector.ecs runs the collector.",
        ),
    }),
    object("Loki", {
      type: z.literal("loki", { error: typeError }).describe("Loki, by OTLP."),
      endpoint: at("endpoint").describe("Its address, to which /otlp/v1/logs is added; placeholders are expanded."),
      tenant,
      token,
    }),
    elasticsearch,
    s3,
    otlp,
    file,
  ],
);

const metrics = backends(
  "metrics",
  ["cloudwatch", "emf"],
  [
    object("CloudWatch", {
      type: z
        .literal("cloudwatch", { error: typeError })
        .describe("CloudWatch, by its OTLP endpoint: priced by size, asked with PromQL."),
    }),
    object("CloudWatch by embedded metric format", {
      type: z
        .literal("emf", { error: typeError })
        .describe("CloudWatch's custom metrics, by log lines in embedded metric format: priced by metric."),
      namespace: at("namespace")
        .optional()
        .describe("Namespace of the metrics; placeholders are expanded. Default: {project}/{environment}."),
      group: at("group")
        .optional()
        .describe(
          "Log group of the lines, which the collector makes if there is none; placeholders are expanded. Default: /{project}/{environment}/metrics.",
        ),
    }),
    object("Prometheus", {
      type: z
        .literal("prometheus", { error: typeError })
        .describe("Prometheus 3 with its OTLP receiver, or what takes OTLP as it does."),
      endpoint: at("endpoint").describe(
        "Its address, to which /api/v1/otlp/v1/metrics is added; placeholders are expanded.",
      ),
      tenant,
      token,
    }),
    object("a workspace of Amazon Managed Service for Prometheus", {
      type: z.literal("amp", { error: typeError }).describe("Amazon Managed Service for Prometheus, by remote write."),
      workspace: at("workspace").describe("Id of the workspace; placeholders are expanded."),
      region: regionName.optional().describe("Region of the workspace. Default: the environment's."),
    }),
    s3,
    otlp,
    file,
  ],
);

const traces = backends(
  "traces",
  ["xray"],
  [
    object("X-Ray", {
      type: z
        .literal("xray", { error: typeError })
        .describe("X-Ray, by its OTLP endpoint, which needs Transaction Search."),
    }),
    object("Tempo", {
      type: z.literal("tempo", { error: typeError }).describe("Tempo, or Jaeger, by OTLP."),
      endpoint: at("endpoint").describe(
        "Its address for OTLP over HTTP, to which /v1/traces is added; placeholders are expanded.",
      ),
      tenant,
      token,
    }),
    elasticsearch,
    s3,
    otlp,
    file,
  ],
);

/** Where telemetry goes that applications send to the collector. */
export const telemetrySchema = object("back ends", {
  logs: logs.all,
  metrics: metrics.all,
  traces: traces.all,
}).meta({ id: "telemetry" });

export type LogsBackendEntry = z.output<typeof logs.one>;
export type MetricsBackendEntry = z.output<typeof metrics.one>;
export type TracesBackendEntry = z.output<typeof traces.one>;
