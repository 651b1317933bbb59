import { printYaml, type YamlComment } from "../../yaml";
import { checkFilebeat } from "./check";
import { inputPart, nodeName } from "./inputs";
import { redactionScript } from "./redaction";
import type { FilebeatSettings } from "./settings";

/**
 * Filebeat's configuration, `filebeat.yml`: reads files, removes what may not leave, and writes to data streams whose templates are there already. The same
 * settings give the same text. There is no literal secret: the API key is in Filebeat's environment or keystore.
 *
 * @throws {AgentError} for settings that Filebeat refuses, or that would read twice
 * @see https://www.elastic.co/docs/reference/beats/filebeat
 */
export function filebeatConfiguration(settings: FilebeatSettings): string {
  checkFilebeat(settings);
  const { queue = 3200, redaction, to } = settings;
  const inputs = settings.inputs.map((input) => inputPart(input, settings));
  const reads = settings.inputs.some(({ from }) => "files" in from);
  const processors = [
    ...(redaction === undefined
      ? []
      : [{ script: { lang: "javascript", tag: "redaction", source: escaped(redactionScript(redaction)) } }]),
    ...(reads ? [{ add_host_metadata: null }] : []),
  ];
  const document = {
    filebeat: { inputs: inputs.map(({ keys }) => written(keys)) },
    ...(processors.length === 0 ? {} : { processors }),
    queue: { mem: { events: queue, flush: { min_events: Math.min(1600, Math.floor(queue / 2)), timeout: "5s" } } },
    setup: { template: { enabled: false }, ilm: { enabled: false } },
    output: {
      elasticsearch: {
        hosts: to.hosts,
        ...(to.apiKeyFrom === undefined ? {} : { api_key: `\${${to.apiKeyFrom}}` }),
        ...(to.authorities === undefined ? {} : { ssl: { certificate_authorities: [escaped(to.authorities)] } }),
        index: "logs-%{[data_stream.dataset]}-%{[data_stream.namespace]}",
        compression_level: 1,
      },
    },
    logging: { level: "info", to_stderr: true, to_files: false },
  };
  const comments: YamlComment[] = [
    ...inputs.flatMap((input, index) =>
      input.comments.map(({ path, text }) => ({ path: ["filebeat", "inputs", index, ...path], text })),
    ),
    ...(redaction === undefined
      ? []
      : [
          {
            path: ["processors", 0],
            text: "What may not leave. Values of the contract's keys and shapes, in fields and in texts, become ****; a line that the script cannot go through is dropped.",
          },
        ]),
    {
      path: ["queue"],
      text: "In memory. When it is full, reading waits: lines stay in their files, and nothing is lost.",
    },
    {
      path: ["setup"],
      text: "Templates, policies and data streams are not Filebeat's: with its own, the name of the index below would not count.",
    },
    {
      path: ["output", "elasticsearch", "index"],
      text: "A data stream, by the fields that each input adds.",
    },
  ];
  return printYaml(document, comments);
}

/** Texts, in which Filebeat would read `${...}`, are what they are. */
function written(value: unknown): unknown {
  if (value === nodeName) return "${NODE_NAME}";
  if (typeof value === "string") return escaped(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, written(part)]));
}

function escaped(text: string): string {
  return text.replaceAll("$", "$$$$");
}
