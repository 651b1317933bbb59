import type { AgentPlan, CollectorPlan } from "../../config";
import { printYaml, type YamlComment } from "../../yaml";
import type { CollectorDocument } from "../model/document";
import { offsetsFolder, ownLogFiles } from "./beside";
import { sizingOf } from "./sizing";

/** Why there are no values for the chart. */
export type NoHelmValues = "no-agent" | "not-kubernetes" | "no-gateway" | "no-image" | "root-folder";

/** What only the cluster's owner knows. */
export interface HelmSettings {
  /**
   * `k8s.cluster.name` of all telemetry.
   *
   * @default - it is not said
   */
  readonly cluster?: string;
}

/**
 * Values of OpenTelemetry's own Helm chart `opentelemetry-collector`, which run an environment's agent as a DaemonSet, with a ClusterRole for what
 * `k8s_attributes` asks. The chart adds nothing to the configuration: it is the whole (`alternateConfig`).
 *
 * @see https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector
 */
export function helmValues(
  { agent, image }: Pick<CollectorPlan, "agent" | "image">,
  document: CollectorDocument,
  settings: HelmSettings = {},
): { readonly text: string } | { readonly problem: NoHelmValues } {
  if (agent === undefined) return { problem: "no-agent" };
  if (agent.platform !== "kubernetes") return { problem: "not-kubernetes" };
  if (agent.gateway === undefined) return { problem: "no-gateway" };
  const [repository, digest] = image?.split("@") ?? [];
  if (repository === undefined || digest === undefined) return { problem: "no-image" };
  const folders = [...new Set(agent.files.map(folderOf))].filter((folder) => !isWithin(folder, podLogs));
  if (folders.includes("/")) return { problem: "root-folder" };
  const mounts = [
    { name: "node", hostPath: "/", mountPath: hostRoot, readOnly: true, mountPropagation: "HostToContainer" },
    { name: "pods", hostPath: podLogs, mountPath: podLogs, readOnly: true },
    { name: "offsets", hostPath: offsetsFolder, mountPath: offsetsFolder },
    ...folders.map((folder, index) => ({
      name: `files-${index + 1}`,
      hostPath: folder,
      mountPath: folder,
      readOnly: true,
    })),
  ];
  const values = {
    mode: "daemonset",
    image: { repository, digest },
    alternateConfig: templated(document),
    clusterRole: { create: true, rules },
    extraEnvs: environmentOf(agent, settings),
    useGOMEMLIMIT: false,
    resources: {
      limits: { memory: `${agent.memoryMib}Mi` },
      requests: { cpu: "100m", memory: `${agent.memoryMib}Mi` },
    },
    securityContext: {
      runAsUser: 0,
      runAsGroup: 0,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    ports: Object.fromEntries(
      ["jaeger-compact", "jaeger-thrift", "jaeger-grpc", "zipkin"].map((port) => [port, { enabled: false }]),
    ),
    extraVolumes: mounts.map(({ hostPath, name }) => ({
      name,
      hostPath: name === "offsets" ? { path: hostPath, type: "DirectoryOrCreate" } : { path: hostPath },
    })),
    extraVolumeMounts: mounts.map(({ hostPath: _, ...mount }) => mount),
  };
  return { text: printYaml(values, comments) };
}

/** Where the node's root is in the container. */
const hostRoot = "/hostfs";

const podLogs = "/var/log/pods";

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/k8sattributesprocessor/README.md */
const rules = [
  { apiGroups: [""], resources: ["pods", "namespaces"], verbs: ["get", "list", "watch"] },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
];

const comments: readonly YamlComment[] = [
  { path: ["image"], text: "By digest, so that a tag that moves changes nothing." },
  { path: ["alternateConfig"], text: "The whole configuration: the chart's own defaults have no part in it." },
  { path: ["clusterRole"], text: "What k8s_attributes asks the cluster." },
  { path: ["useGOMEMLIMIT"], text: "The chart's share is larger than the one below which memory_limiter is at rest." },
  {
    path: ["securityContext"],
    text: "Logs of pods, and how far they are read, belong to root. Without capabilities it may do no more than files allow.",
  },
  { path: ["ports"], text: "Applications send to 4317 and 4318 of their node: status.hostIP." },
];

function environmentOf({ memoryMib }: AgentPlan, { cluster }: HelmSettings): readonly object[] {
  const attributes = [
    ...(cluster === undefined ? [] : [`k8s.cluster.name=${encodeURIComponent(cluster)}`]),
    "k8s.node.name=$(K8S_NODE_NAME)",
  ];
  return [
    { name: "K8S_NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    { name: "OTEL_RESOURCE_ATTRIBUTES", value: attributes.join(",") },
    { name: "HOST_ROOT", value: hostRoot },
    { name: "GOMEMLIMIT", value: `${sizingOf(memoryMib).goMemoryMib}MiB` },
  ];
}

/** The chart reads its values as templates of Go, and calls the container after itself. */
function templated(value: unknown): unknown {
  if (value === ownLogFiles)
    return `${podLogs}/{{ .Release.Namespace }}_{{ include "opentelemetry-collector.fullname" . }}-agent-*/*/*.log`;
  if (typeof value === "string") return value.replaceAll("{{", "{{`{{`}}");
  if (Array.isArray(value)) return value.map(templated);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, templated(each)]));
}

/** The folder of files: what is before the first wildcard. */
function folderOf(pattern: string): string {
  const [known = ""] = pattern.split(/[*?[{]/);
  return known.slice(0, known.lastIndexOf("/")) || "/";
}

function isWithin(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(`${outer}/`);
}
