/** An image in a private repository of Amazon ECR. */
export interface EcrImage {
  /** Id of the account that has the repository. */
  readonly account: string;
  readonly region: string;

  /** `docker-hub/otel/opentelemetry-collector-contrib` */
  readonly repository: string;
}

/**
 * Reads `111122223333.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:...`; undefined for an image that is elsewhere.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
export function readEcrImage(image: string): EcrImage | undefined {
  const [, account, region, repository] =
    /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/([^@:]+)/.exec(image) ?? [];
  if (account === undefined || region === undefined || repository === undefined) return undefined;
  return { account, region, repository };
}
