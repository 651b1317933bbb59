import { processor } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Adds what the collector finds out about where it runs to the resource of everything that passes.
 *
 * That is the collector's own place: in a gateway it describes the gateway, not the application. Detect in the application's SDK or a
 * sidecar, or say `override: false` so that only gaps are filled. A detector that fails stops the collector at its start.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourcedetectionprocessor
 */
export const resourceDetection = processor("resource_detection", [
  "traces",
  "metrics",
  "logs",
]).of<ResourceDetectionProcessor>();

/**
 * Settings of {@link resourceDetection}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourcedetectionprocessor
 */
export interface ResourceDetectionProcessor {
  /**
   * Whom to ask, in order; where two know an attribute, the first wins. `env` reads `OTEL_RESOURCE_ATTRIBUTES` of the collector.
   *
   * @default ["env"]
   */
  readonly detectors?: readonly ResourceDetector[];

  /**
   * True to replace what the telemetry says of itself, false to fill gaps only.
   *
   * @default true
   */
  readonly override?: boolean;

  /**
   * How long a metadata service may take, all retries included unless `retry.max_elapsed_time` is set.
   *
   * @default "5s"
   */
  readonly timeout?: Duration;

  /**
   * Time between two detections. 0s: only one, at the start.
   *
   * @default "0s"
   */
  readonly refresh_interval?: Duration;

  /**
   * True to fail where a metadata service is not there, which stops the collector. False passes without its attributes.
   *
   * @default false
   */
  readonly fail_on_missing_metadata?: boolean;

  /** How a detection that failed is tried again. */
  readonly retry?: {
    /**
     * False to try once.
     *
     * @default true
     */
    readonly enabled?: boolean;

    /**
     * Time before the first retry.
     *
     * @default "1s"
     */
    readonly initial_interval?: Duration;

    /**
     * The longest time between two retries.
     *
     * @default "30s"
     */
    readonly max_interval?: Duration;

    /**
     * Time after which it is given up. 0s: after `timeout`.
     *
     * @default "0s"
     */
    readonly max_elapsed_time?: Duration;

    /**
     * What each time between retries is multiplied by for the next one.
     *
     * @default 2
     */
    readonly multiplier?: number;

    /**
     * How much the times vary by chance: 0.5 is half more or less.
     *
     * @default 0.5
     */
    readonly randomization_factor?: number;
  };

  /** The machine: detector `system`. */
  readonly system?: Detected & {
    /**
     * Where the host's name is looked up, in order. `dns` is the full name, `os` the short one.
     *
     * @default - `dns`, then `os`
     */
    readonly hostname_sources?: readonly ("dns" | "os" | "cname" | "lookup")[];
  };

  /** The container, asked of the Docker daemon, whose socket must be mounted: detector `docker`. */
  readonly docker?: Detected;

  /** The EC2 instance, from its metadata service: detector `ec2`. */
  readonly ec2?: Detected & {
    /**
     * Regular expressions of tags to add, as `ec2.tag.KEY`. The role needs `ec2:DescribeTags` unless `tags_from_imds` is true.
     *
     * @default - none
     */
    readonly tags?: readonly Text[];

    /**
     * True to read tags from the metadata service, without permission, where the instance has `InstanceMetadataTags` enabled.
     *
     * @default false
     */
    readonly tags_from_imds?: boolean;

    /**
     * Requests to the metadata service before it is given up.
     *
     * @default 3
     */
    readonly max_attempts?: number;

    /**
     * The longest time between two of them.
     *
     * @default "20s"
     */
    readonly max_backoff?: Duration;
  };

  /** The ECS task, from its metadata endpoint: detector `ecs`. */
  readonly ecs?: Detected;

  /** The EKS cluster: detector `eks`. */
  readonly eks?: Detected & {
    /**
     * Variable of the collector that has the node's name, set by the Kubernetes downward API, for attributes of the node.
     *
     * @default - none
     */
    readonly node_from_env_var?: string;
  };

  /** The Beanstalk environment: detector `elastic_beanstalk`. */
  readonly elasticbeanstalk?: Detected;

  /** The Lambda function: detector `lambda`. */
  readonly lambda?: Detected;

  /** The Kubernetes node, asked of the API server: detector `k8s_api`. */
  readonly k8s_api?: Detected & {
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
     * Variable of the collector that has the node's name, set by the Kubernetes downward API.
     *
     * @default - `K8S_NODE_NAME`
     */
    readonly node_from_env_var?: string;
  };
}

/** What all of these detectors know. */
interface Detected {
  /**
   * Which attributes are added.
   *
   * @default - as the detector's documentation says
   */
  readonly resource_attributes?: DetectedAttributes;
}

/** Who finds out about the place: clouds, clusters, machines. */
export type ResourceDetector =
  | "env"
  | "system"
  | "docker"
  | "ec2"
  | "ecs"
  | "eks"
  | "elastic_beanstalk"
  | "lambda"
  | "k8s_api"
  | "kubeadm"
  | "openshift"
  | "gcp"
  | "azure"
  | "aks"
  | "azurecontainerapps"
  | "akamai"
  | "alibaba_ecs"
  | "consul"
  | "digitalocean"
  | "dynatrace"
  | "heroku"
  | "hetzner"
  | "ibmcloud_classic"
  | "ibmcloud_vpc"
  | "nova"
  | "oraclecloud"
  | "scaleway"
  | "tencent_cvm"
  | "upcloud"
  | "vultr";

/**
 * Which attributes a detector adds, by key: `{ "host.id": { enabled: true } }`. What is not named is as the detector's documentation says.
 */
export type DetectedAttributes = Readonly<Record<string, Enabled>>;

interface Enabled {
  /** Whether it is added. */
  readonly enabled: boolean;
}
