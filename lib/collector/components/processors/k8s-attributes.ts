import { processor } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Adds what Kubernetes knows of the pod that telemetry came from: its name, deployment, node, labels.
 *
 * It finds the pod by the address of the connection unless `pod_association` says otherwise; behind a gateway that address is the
 * gateway's. It needs the right to get, watch and list pods, namespaces and whatever `extract` names. In an agent, set
 * `filter.node_from_env_var`, else each collector keeps all pods of the cluster in memory. Put it before `tail_sampling` and `batch`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/k8sattributesprocessor
 */
export const k8sAttributes = processor("k8s_attributes", ["traces", "metrics", "logs"]).of<K8sAttributesProcessor>();

/**
 * Settings of {@link k8sAttributes}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/k8sattributesprocessor
 */
export interface K8sAttributesProcessor {
  /**
   * How the collector signs in to the API server.
   *
   * @default "serviceAccount"
   */
  readonly auth_type?: "none" | "serviceAccount" | "kubeConfig" | "tls";

  /**
   * Context of the kubeconfig, with `auth_type: "kubeConfig"`.
   *
   * @default - the current one
   */
  readonly context?: string;

  /**
   * Requests to the API server in a second, on average. 0: as the Kubernetes client has it.
   *
   * @default 0
   */
  readonly kube_api_qps?: number;

  /**
   * Requests to the API server at once. 0: as the Kubernetes client has it.
   *
   * @default 0
   */
  readonly kube_api_burst?: number;

  /**
   * True to add only the pod's address, without asking the API server. For an agent before a gateway that does the rest.
   *
   * @default false
   */
  readonly passthrough?: boolean;

  /** What is added. */
  readonly extract?: {
    /**
     * Attributes to add. A list replaces the default, it does not add to it.
     *
     * @default ["container.image.name", "container.image.tag", "k8s.deployment.name", "k8s.namespace.name", "k8s.node.name", "k8s.pod.name", "k8s.pod.start_time", "k8s.pod.uid"]
     */
    readonly metadata?: readonly K8sMetadata[];

    /**
     * Labels to add.
     *
     * @default - none
     */
    readonly labels?: readonly ExtractedField[];

    /**
     * Annotations to add.
     *
     * @default - none
     */
    readonly annotations?: readonly ExtractedField[];

    /**
     * True to add all annotations of a pod that begin with `resource.opentelemetry.io/`, without that.
     *
     * @default false
     */
    readonly otel_annotations?: boolean;
  };

  /** Pods that are looked at; by default all of the cluster. */
  readonly filter?: {
    /**
     * Only pods of this node.
     *
     * @default - of all nodes
     */
    readonly node?: Text;

    /**
     * Only pods of the node whose name this variable of the collector has. Without the variable the collector does not start.
     *
     * @default - of all nodes
     */
    readonly node_from_env_var?: string;

    /**
     * Only pods of this namespace; a role is then enough, without a cluster role.
     *
     * @default - of all namespaces
     */
    readonly namespace?: Text;

    /**
     * Only pods with these fields, such as `status.phase`.
     *
     * @default - none
     */
    readonly fields?: readonly {
      /** The field, as the API server knows it in field selectors. */
      readonly key: string;

      /** Its value. */
      readonly value: Text;

      /**
       * How they are compared.
       *
       * @default - `equals`
       */
      readonly op?: "equals" | "not-equals";
    }[];

    /**
     * Only pods with these labels.
     *
     * @default - none
     */
    readonly labels?: readonly {
      /** The label. */
      readonly key: string;

      /**
       * Its value, for `equals` and `not-equals`.
       *
       * @default - none
       */
      readonly value?: Text;

      /**
       * How they are compared.
       *
       * @default - `equals`
       */
      readonly op?: "equals" | "not-equals" | "exists" | "does-not-exist";
    }[];
  };

  /**
   * How the pod is found: the first rule whose sources all have a value decides, also if there is no such pod.
   *
   * @default - the attribute `k8s.pod.ip`, then `ip`, then the address of the connection, then `host.name` if it is an address
   */
  readonly pod_association?: readonly {
    /** At most four. */
    readonly sources: readonly PodAssociationSource[];
  }[];

  /** Pods that nothing is added for. */
  readonly exclude?: {
    /**
     * The pods.
     *
     * @default [{ "name": "jaeger-agent" }, { "name": "jaeger-collector" }]
     */
    readonly pods?: readonly {
      /** A regular expression of the pod's name. It matches anywhere in it unless anchored. */
      readonly name: Text;
    }[];
  };

  /**
   * True to start only when the pods are known; else the first telemetry passes without attributes.
   *
   * @default false
   */
  readonly wait_for_metadata?: boolean;

  /**
   * How long to wait for them; then the collector fails to start.
   *
   * @default "10s"
   */
  readonly wait_for_metadata_timeout?: Duration;

  /**
   * Time between two passes over everything that is known, which cost memory and CPU. 0s: none.
   *
   * @default "5m"
   */
  readonly watch_sync_period?: Duration;

  /**
   * How long a pod is remembered after it is gone, for telemetry that comes late.
   *
   * @default "120s"
   */
  readonly pod_delete_grace_period?: Duration;
}

type PodAssociationSource =
  | {
      /** By an attribute of the resource. */
      readonly from: "resource_attribute";

      /** Its key: `k8s.pod.ip`, `k8s.pod.uid`, `container.id`, or `k8s.pod.name` with `k8s.namespace.name`. */
      readonly name: string;
    }
  | {
      /** By the address of the connection. */
      readonly from: "connection";
      readonly name?: never;
    };

/** A label or annotation that becomes an attribute. */
export type ExtractedField = {
  /**
   * The attribute. With `key_regex`, `$1` stands for its first group.
   *
   * @default - `k8s.pod.labels.KEY`, `k8s.pod.annotations.KEY`
   */
  readonly tag_name?: Text;

  /**
   * Whose it is.
   *
   * @default - `pod`
   */
  readonly from?: "pod" | "namespace" | "node" | "deployment" | "statefulset" | "daemonset" | "job";
} & (
  | {
      /** The label or annotation. */
      readonly key: string;
      readonly key_regex?: never;
    }
  | {
      readonly key?: never;

      /** A regular expression that the whole key must match. */
      readonly key_regex: Text;
    }
);

/** What Kubernetes knows of a pod. Those of containers need `k8s.container.name` or `container.id` in the telemetry. */
export type K8sMetadata =
  | "k8s.namespace.name"
  | "k8s.pod.name"
  | "k8s.pod.uid"
  | "k8s.pod.hostname"
  | "k8s.pod.start_time"
  | "k8s.pod.ip"
  | "k8s.deployment.name"
  | "k8s.deployment.uid"
  | "k8s.replicaset.name"
  | "k8s.replicaset.uid"
  | "k8s.daemonset.name"
  | "k8s.daemonset.uid"
  | "k8s.statefulset.name"
  | "k8s.statefulset.uid"
  | "k8s.job.name"
  | "k8s.job.uid"
  | "k8s.cronjob.name"
  | "k8s.cronjob.uid"
  | "k8s.node.name"
  | "k8s.node.uid"
  | "k8s.cluster.uid"
  | "k8s.container.name"
  | "container.id"
  | "container.image.name"
  | "container.image.tag"
  | "container.image.tags"
  | "container.image.repo_digests"
  | "service.namespace"
  | "service.name"
  | "service.version"
  | "service.instance.id";
