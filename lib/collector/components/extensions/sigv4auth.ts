import { extension } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Signs HTTP requests to AWS, such as CloudWatch's and X-Ray's OTLP endpoints or Amazon Managed Service for Prometheus. gRPC can't be signed.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/sigv4authextension/README.md
 */
export interface Sigv4authExtension {
  /**
   * Region of the service.
   *
   * @default - read from the host, where it begins with aps-workspaces, logs, xray, monitoring or search-
   */
  readonly region?: Text;

  /**
   * The service, as signatures call it: `logs`, `xray`, `aps`, `es`.
   *
   * @default - read from the host, where it begins with aps-workspaces, logs, xray, monitoring or search-
   */
  readonly service?: Text;

  /**
   * A role to take on, for another account.
   *
   * @default - the role of the task
   */
  readonly assume_role?: AssumedRole;
}

/** A role to take on. */
export interface AssumedRole {
  /** ARN of the role. */
  readonly arn: Text;

  /**
   * Name of the session, which CloudTrail shows.
   *
   * @default - a time
   */
  readonly session_name?: Text;

  /**
   * Region whose STS is asked.
   *
   * @default - `region` of the service, where it is written, else AWS_REGION
   */
  readonly sts_region?: Text;

  /**
   * The external id that the role's trust policy asks for.
   *
   * @default - none
   */
  readonly external_id?: Text;

  /**
   * File of a token that proves who the collector is, as in Kubernetes.
   *
   * @default - none
   */
  readonly web_identity_token_file?: Text;
}

/** Signs HTTP requests to AWS. */
export const sigv4auth = extension("sigv4auth").of<Sigv4authExtension>();
