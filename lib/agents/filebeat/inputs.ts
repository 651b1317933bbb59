import { type Contract, ecsName } from "../../contract";
import type { YamlComment } from "../../yaml";
import type { FilebeatInput, FilebeatSettings } from "./settings";

/** Stands for the environment variable NODE_NAME: no text of settings can be it. */
export const nodeName = Symbol("NODE_NAME");

/** An input, with reasons whose paths begin at it. */
export interface InputPart {
  readonly keys: Readonly<Record<string, unknown>>;
  readonly comments: readonly YamlComment[];
}

export function inputPart(input: FilebeatInput, { namespace }: FilebeatSettings): InputPart {
  const { begins, contract, from, id } = input;
  const isText = contract.line.text !== undefined;
  const parsers = [
    ...("containers" in from ? [{ container: { stream: "all", format: "auto" } }] : []),
    ...(begins === undefined
      ? []
      : [{ multiline: { type: "pattern", pattern: begins, negate: true, match: "after" } }]),
    ...(isText
      ? []
      : [
          {
            ndjson: {
              target: "",
              overwrite_keys: true,
              expand_keys: true,
              add_error_key: !Object.hasOwn(contract.fields, "error"),
              ignore_decoding_error: true,
            },
          },
        ]),
  ];
  return {
    keys: {
      type: "filestream",
      id,
      paths: pathsOf(from),
      ...(parsers.length === 0 ? {} : { parsers }),
      prospector: {
        scanner: {
          ...("containers" in from ? { symlinks: true } : { exclude_files: [String.raw`\.gz$`] }),
          fingerprint: { enabled: true },
        },
      },
      file_identity: { fingerprint: null },
      processors: processors(input, namespace),
    },
    comments: [
      { path: ["id"], text: "What was read is remembered by it: a new one would send everything again." },
      ...(isText
        ? []
        : [
            {
              path: ["parsers", parsers.length - 1],
              text: "Fields of a line stand at the root. A line that is not JSON is the message as it is; error.message says so, unless lines have an error of their own.",
            },
          ]),
      {
        path: ["prospector", "scanner", "exclude_files"],
        text: "Compressed copies: their lines were read before.",
      },
      {
        path: ["file_identity"],
        text: "A file is known by its first 1024 bytes, whatever it is renamed to. A shorter one waits. It is what 9 does, said for 8.",
      },
    ],
  };
}

/** Kubernetes names files of containers `<pod>_<namespace>_<container>-<id>.log`, with 64 characters of an id: other containers' names may begin alike. */
function pathsOf(from: FilebeatInput["from"]): readonly string[] {
  if ("files" in from) return from.files;
  if (from.containers === "docker") return ["/var/lib/docker/containers/*/*-json.log"];
  const id = "?".repeat(64);
  return from.names?.map((name) => `/var/log/containers/*_${name}-${id}.log`) ?? ["/var/log/containers/*.log"];
}

function processors(
  { contract, dataset, from, service }: FilebeatInput,
  namespace: string,
): readonly Readonly<Record<string, unknown>>[] {
  const named = service ?? ("files" in from ? contract.name : undefined);
  return [
    ...("containers" in from && from.containers === "docker"
      ? [
          { add_docker_metadata: { host: "unix:///var/run/docker.sock" } },
          ...(from.names === undefined
            ? []
            : [
                {
                  drop_event: {
                    when: { not: { or: from.names.map((name) => ({ equals: { "container.name": name } })) } },
                  },
                },
              ]),
        ]
      : []),
    ...("containers" in from && from.containers === "kubernetes"
      ? [
          {
            add_kubernetes_metadata: {
              host: nodeName,
              default_indexers: { enabled: false },
              default_matchers: { enabled: false },
              indexers: [{ container: null }],
              matchers: [{ logs_path: { logs_path: "/var/log/containers/" } }],
            },
          },
        ]
      : []),
    ...timeProcessors(contract),
    ...renames(contract),
    ...(named === undefined
      ? []
      : [
          {
            add_fields: {
              target: "service",
              fields: { name: named },
              when: { not: { has_fields: ["service.name"] } },
            },
          },
        ]),
    { add_fields: { target: "data_stream", fields: { type: "logs", dataset, namespace } } },
  ];
}

/** Of a timestamp in RFC 3339, or of a number of milliseconds. */
function timeProcessors({ fields, line }: Contract): readonly Readonly<Record<string, unknown>>[] {
  const { text, timestamp } = line;
  if (text !== undefined || timestamp === undefined || keyOf(timestamp) === "@timestamp") return [];
  const type = Object.entries(fields).find(([name]) => name === timestamp)?.[1].type;
  const layouts =
    type === "timestamp"
      ? ["2006-01-02T15:04:05.999999999Z07:00"]
      : type === "integer" || type === "number"
        ? ["UNIX_MS"]
        : undefined;
  if (layouts === undefined) return [];
  return [{ timestamp: { field: keyOf(timestamp), layouts, ignore_missing: true, ignore_failure: true } }];
}

function renames(contract: Contract): readonly Readonly<Record<string, unknown>>[] {
  if (contract.line.text !== undefined) return [];
  const fields = Object.keys(contract.fields).flatMap((name) => {
    const [from, to] = [keyOf(name), ecsName(contract, name)];
    return from === to || to === "@timestamp" ? [] : [{ from, to }];
  });
  return fields.length === 0 ? [] : [{ rename: { fields, ignore_missing: true, fail_on_error: false } }];
}

/** Keys with dots are opened by the parser of JSON. */
function keyOf(name: string): string {
  return name.replaceAll(/\['|'\]/g, "");
}
