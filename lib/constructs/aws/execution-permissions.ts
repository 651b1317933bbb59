import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import type { Construct } from "constructs";
import { arnOf, type Permission, readArn, readEcrImage } from "../../aws";
import { literalSecret, variableAsSecret } from "../errors";
import type { AwsAccount } from "./aws-account";
import { checkText } from "./checks";
import type { Container, ContainerSecret } from "./container";
import { pascalCase } from "./names";
import type { KeyReference } from "./references";
import { isKnown } from "./tokens";

/** Reads where secrets are kept, and remembers what ECS must be allowed to read. */
export class ContainerSecrets {
  private readonly parameters = new Set<string>();
  private readonly secrets = new Set<string>();
  private readonly lookedUp = new Map<string, string>();

  constructor(
    private readonly scope: Construct,
    private readonly account: AwsAccount,
  ) {}

  /**
   * What ECS reads a secret from: `valueFrom` of a container's secret.
   *
   * @throws {ConstructError} for a Terraform variable, and for a secret in the code
   */
  sourceOf(name: string, secret: ContainerSecret): string {
    const { path } = this.scope.node;
    const given: unknown = secret;
    if (typeof given !== "object" || given === null) throw literalSecret(path, name);
    if ("parameterArn" in secret) {
      this.parameters.add(secret.allowedArn ?? secret.parameterArn);
      return secret.parameterArn;
    }
    if ("ssm" in secret) {
      checkText(path, "parameterName", secret.ssm);
      const arn = this.arn("ssm", `parameter/${secret.ssm.replace(/^\//, "")}`);
      this.parameters.add(arn);
      return arn;
    }
    if ("secret" in secret) {
      checkText(path, "secretId", secret.secret);
      const arn = this.secretArn(secret.secret);
      this.secrets.add(arn);
      // The versions are left out: the current one.
      return secret.key === undefined ? arn : `${arn}:${secret.key}::`;
    }
    if ("variable" in secret) throw variableAsSecret(path, name, secret.variable);
    throw literalSecret(path, name);
  }

  get permissions(): Permission[] {
    return [
      ...(this.parameters.size === 0 ? [] : [{ actions: ["ssm:GetParameters"], resources: [...this.parameters] }]),
      ...(this.secrets.size === 0
        ? []
        : [{ actions: ["secretsmanager:GetSecretValue"], resources: [...this.secrets] }]),
    ];
  }

  // The ARN of a secret ends in six characters that its name does not tell.
  private secretArn(id: string): string {
    if (readArn(id) !== undefined || !isKnown(id)) return id;
    const known = this.lookedUp.get(id);
    if (known !== undefined) return known;
    const usual = `Secret${pascalCase(id)}`;
    // shop/api and shop-api are two secrets.
    const child =
      this.scope.node.tryFindChild(usual) === undefined ? usual : `${usual}${Buffer.from(id).toString("hex")}`;
    const { arn } = new DataAwsSecretsmanagerSecret(this.scope, child, { name: id });
    this.lookedUp.set(id, arn);
    return arn;
  }

  private arn(service: string, resource: string): string {
    const { account, partition, region } = this.account;
    return arnOf({ partition, service, region, account, resource });
  }
}

/** What ECS needs to write the logs of containers, and to read their images, where those are in Amazon ECR. */
export function startPermissions(
  { account, partition, region }: AwsAccount,
  logGroup: string,
  containers: readonly Container[],
  keys: readonly KeyReference[],
): Permission[] {
  const repositories = [...new Set(containers.flatMap((container) => repositoryOf(container, partition) ?? []))];
  const streams = arnOf({ partition, service: "logs", region, account, resource: `log-group:${logGroup}:*` });
  return [
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [streams] },
    ...(repositories.length === 0
      ? []
      : [
          // A token is for the registry as a whole.
          { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
          {
            actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            resources: repositories,
          },
        ]),
    ...(keys.length === 0 ? [] : [{ actions: ["kms:Decrypt"], resources: keys.map(({ arn }) => arn) }]),
  ];
}

/** The repository of Amazon ECR that an image is in. */
function repositoryOf({ image, repository }: Container, partition: string): string | undefined {
  if (repository !== undefined) return repository.arn;
  const known = readEcrImage(image);
  if (known === undefined) return undefined;
  const { account, region } = known;
  return arnOf({ partition, service: "ecr", region, account, resource: `repository/${known.repository}` });
}
