import type { AlloySettings } from "./settings";
import { type AlloyBlock, AlloyReference, argument, block } from "./syntax";

/** Labels that sources give, and that have too many values for a label of Loki. */
export const sourceMetadata = ["container", "pod", "stream"] as const;

/** What reads logs, and gives them to a component's `receiver`. */
export function sourceBlocks(
  { from: { docker, files = [], kubernetes } }: AlloySettings,
  receiver: string,
): readonly AlloyBlock[] {
  const to = argument("forward_to", [AlloyReference.to(receiver)]);
  return [
    ...(docker === undefined ? [] : dockerBlocks(docker, to)),
    ...(kubernetes === undefined ? [] : kubernetesBlocks(kubernetes, to)),
    ...(files.length === 0
      ? []
      : [
          block("local.file_match", "files", [
            argument(
              "path_targets",
              files.map(({ path, service }) => ({ __path__: path, service_name: service })),
            ),
          ]),
          block("loki.source.file", "files", [
            argument("targets", AlloyReference.to("local.file_match.files.targets")),
            to,
          ]),
        ]),
  ];
}

type Forward = ReturnType<typeof argument>;

function dockerBlocks(
  { exceptProject, host = "unix:///var/run/docker.sock", project }: NonNullable<AlloySettings["from"]["docker"]>,
  to: Forward,
): AlloyBlock[] {
  return [
    block("discovery.docker", "containers", [
      argument("host", host),
      ...(project === undefined
        ? []
        : [
            block(
              "filter",
              undefined,
              [argument("name", "label"), argument("values", [`com.docker.compose.project=${project}`])],
              "Only this project's containers.",
            ),
          ]),
    ]),
    relabel(
      "docker",
      "containers",
      [
        ...(exceptProject === undefined
          ? []
          : [
              block(
                "rule",
                undefined,
                [
                  argument("source_labels", ["__meta_docker_container_label_com_docker_compose_project"]),
                  argument("regex", exceptProject),
                  argument("action", "drop"),
                ],
                "Not what stores and shows these logs.",
              ),
            ]),
        rule("__meta_docker_container_name", "/(.*)", "container"),
        rule("__meta_docker_container_name", "/(.*)", "service_name"),
        rule(
          "__meta_docker_container_label_com_docker_compose_service",
          "(.+)",
          "service_name",
          "Compose knows the service; names of containers also have a number.",
        ),
        rule("__meta_docker_container_log_stream", "(.+)", "stream"),
      ],
      "Labels of lines, from what Docker says of their container.",
    ),
    block("loki.source.docker", "containers", [
      argument("host", host),
      argument("targets", AlloyReference.to("discovery.relabel.containers.output")),
      argument("relabel_rules", AlloyReference.to("discovery.relabel.containers.rules")),
      to,
    ]),
  ];
}

function kubernetesBlocks(
  { namespaces = [], ownNode = false }: NonNullable<AlloySettings["from"]["kubernetes"]>,
  to: Forward,
): AlloyBlock[] {
  return [
    block("discovery.kubernetes", "pods", [
      argument("role", "pod"),
      ...(namespaces.length === 0 ? [] : [block("namespaces", undefined, [argument("names", namespaces)])]),
      ...(ownNode
        ? [
            block(
              "selectors",
              undefined,
              [argument("role", "pod"), argument("field", AlloyReference.environment("NODE_NAME", "spec.nodeName="))],
              "Only pods of this node: each node has an Alloy of its own.",
            ),
          ]
        : []),
    ]),
    relabel(
      "kubernetes",
      "pods",
      [
        rule("__meta_kubernetes_namespace", "(.*)", "service_namespace"),
        rule("__meta_kubernetes_pod_container_name", "(.*)", "service_name"),
        rule(
          "__meta_kubernetes_pod_label_app_kubernetes_io_name",
          "(.+)",
          "service_name",
          "The name of the application, where it has one.",
        ),
        rule("__meta_kubernetes_pod_container_name", "(.*)", "container"),
        rule("__meta_kubernetes_pod_name", "(.*)", "pod"),
      ],
      "Labels of lines, from what Kubernetes says of their pod.",
    ),
    block("loki.source.kubernetes", "pods", [
      argument("targets", AlloyReference.to("discovery.relabel.pods.output")),
      to,
    ]),
  ];
}

/** Labels of what is discovered, by rules. */
function relabel(by: "docker" | "kubernetes", name: string, rules: readonly AlloyBlock[], why: string): AlloyBlock {
  const targets = argument("targets", AlloyReference.to(`discovery.${by}.${name}.targets`));
  return block("discovery.relabel", name, [targets, ...rules], why);
}

function rule(source: string, regex: string, target: string, why?: string): AlloyBlock {
  return block(
    "rule",
    undefined,
    [argument("source_labels", [source]), argument("regex", regex), argument("target_label", target)],
    why,
  );
}
