import { excerpt, own, type Path } from "../../base";
import { AgentError, type AgentFault } from "../agent-error";
import { lineLabels, outputBlocks } from "./outputs";
import { redactionStages } from "./redaction";
import type { AlloySettings } from "./settings";
import { sourceBlocks, sourceMetadata } from "./sources";
import { type AlloyBlock, AlloyReference, argument, block, printAlloy } from "./syntax";

const usualMetadata: NonNullable<AlloySettings["metadata"]> = {
  level: "level",
  event: "event",
  trace_id: "trace_id",
  span_id: "span_id",
};

/**
 * Alloy's configuration: finds logs, removes what may not leave, and sends the rest with few labels. The same settings give the same text.
 *
 * @throws {AgentError} for settings that Alloy refuses
 * @see https://grafana.com/docs/alloy/latest/reference/components/loki/
 */
export function alloyConfiguration(settings: AlloySettings): string {
  const faults = faultsOf(settings);
  if (faults.length > 0) throw new AgentError(faults);
  return printAlloy(alloyBlocks(settings));
}

function alloyBlocks(settings: AlloySettings): readonly AlloyBlock[] {
  const { environment, metadata = usualMetadata, redaction, to } = settings;
  const out = outputBlocks(to, metadata);
  const names = [...new Set([...Object.keys(metadata), ...sourceMetadata])];
  const all = Object.fromEntries(names.map((name) => [name, ""]));
  const isLoki = "loki" in to;
  return [
    ...sourceBlocks(settings, "loki.process.lines.receiver"),
    block("loki.process", "lines", [
      ...(redaction === undefined ? [] : redactionStages(redaction)),
      block(
        "stage.json",
        undefined,
        [
          argument(
            "expressions",
            Object.fromEntries(Object.entries(metadata).map(([name, path]) => [name, jmesPath(path)])),
          ),
        ],
        "Lines that are not JSON stay as they are.",
      ),
      block("stage.static_labels", undefined, [argument("values", { deployment_environment_name: environment })]),
      isLoki
        ? block(
            "stage.structured_metadata",
            undefined,
            [argument("values", all)],
            "What has many values, or tells streams apart that belong together: found by queries, and no label.",
          )
        : block("stage.labels", undefined, [argument("values", all)], "These become attributes of OTLP, below."),
      block(
        "stage.label_keep",
        undefined,
        [argument("values", [...Object.keys(lineLabels), ...(isLoki ? [] : names)])],
        "Each combination of labels is a stream of Loki: these have few values. Sources have others, such as filename.",
      ),
      argument("forward_to", [AlloyReference.to(out.receiver)]),
    ]),
    ...out.blocks,
  ];
}

/** A path with dots, as JMESPath reads it: names in quotes. */
function jmesPath(path: string): string {
  return path
    .split(".")
    .map((part) => (/^[A-Za-z_]\w*$/.test(part) ? part : JSON.stringify(part)))
    .join(".");
}

function faultsOf({ environment, from, metadata = {}, to }: AlloySettings): AgentFault[] {
  const faults: AgentFault[] = [];
  const check = (text: string | undefined, path: Path, shape: RegExp, what: string) => {
    if (text !== undefined && !shape.test(text))
      faults.push({ path, message: `${excerpt(text)} is not ${what}`, fix: `Write ${what}.` });
  };
  check(environment, ["environment"], /^[^\p{Cc}]{1,128}$/u, "a name of one line");
  if (from.docker === undefined && from.kubernetes === undefined && (from.files ?? []).length === 0)
    faults.push({ path: ["from"], message: "has no source", fix: "Name one: docker, kubernetes or files." });
  check(
    from.docker?.host,
    ["from", "docker", "host"],
    /^(?:unix|tcp|https?):\/\/\S+$/,
    "an address: unix:///var/run/docker.sock",
  );
  check(
    from.docker?.exceptProject,
    ["from", "docker", "exceptProject"],
    /^[a-z0-9][a-z0-9_-]*$/,
    "the name of a Compose project",
  );
  check(from.docker?.project, ["from", "docker", "project"], /^[a-z0-9][a-z0-9_-]*$/, "the name of a Compose project");
  from.kubernetes?.namespaces?.forEach((name, index) => {
    check(
      name,
      ["from", "kubernetes", "namespaces", index],
      /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
      "the name of a namespace",
    );
  });
  from.files?.forEach(({ path, service }, index) => {
    check(
      path,
      ["from", "files", index, "path"],
      /^(?:\/|[A-Za-z]:[\\/])[^\p{Cc}]+$/u,
      "an absolute path, or a pattern of paths",
    );
    check(service, ["from", "files", index, "service"], /^[^\p{Cc}]{1,128}$/u, "the name of a service");
  });
  for (const [name, path] of Object.entries(metadata)) {
    check(name, ["metadata", name], /^[A-Za-z_]\w{0,127}$/, "a name of letters, digits and _");
    if (own(lineLabels, name) !== undefined)
      faults.push({
        path: ["metadata", name],
        message: "is a label of lines, which sources give, and would be taken from them",
        fix: "Use another name.",
      });
    check(path, ["metadata", name], /^[^\s.\p{Cc}]+(?:[.][^\s.\p{Cc}]+)*$/u, "the path of a field: error.type");
  }
  const address = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*[^\s?#/])?$/;
  if ("loki" in to) {
    check(to.loki, ["to", "loki"], address, "an address without a path of its own: http://loki:3100");
    check(to.tenant, ["to", "tenant"], /^[A-Za-z0-9!_.*'()-]{1,150}$/, "a tenant");
    check(to.tokenFrom, ["to", "tokenFrom"], /^[A-Za-z_]\w*$/, "the name of a variable");
  } else {
    check(to.otlp, ["to", "otlp"], address, "an address without a path of its own: http://collector:4318");
    check(
      to.relay,
      ["to", "relay"],
      /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]|localhost)$/,
      "an address of this machine: 127.0.0.1",
    );
  }
  return faults;
}
