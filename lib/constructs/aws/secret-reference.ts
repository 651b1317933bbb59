import { Fn, TerraformStack, Token, TerraformVariable } from "cdktf";
import { type Construct } from "constructs";
import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { badVariable, literalSecret } from "../errors";
import { literal } from "./tokens";

/**
 * Where a secret is kept, never the secret itself. Its value is stored in Terraform's state, as the endpoint of every
 * subscription is: encrypt the state.
 */
export type SecretReference =
  /** Name of an SSM parameter of type SecureString. */
  | { readonly ssm: string }
  /** Name or ARN of a secret in Secrets Manager; `key` selects a key of a JSON secret. */
  | { readonly secret: string; readonly key?: string | undefined }
  /** Name of a sensitive Terraform variable, set with TF_VAR_name. */
  | { readonly variable: string };

/**
 * The secret as a token.
 *
 * @param what the property, for errors, which never show its value
 * @throws {ConstructError} for a literal: the type forbids it, JavaScript does not
 */
export function secretValue(scope: Construct, id: string, what: string, reference: SecretReference): string {
  const given: unknown = reference;
  if (typeof given !== "object" || given === null) throw literalSecret(scope.node.path, what);
  if ("ssm" in reference) {
    return new DataAwsSsmParameter(scope, id, { name: reference.ssm, withDecryption: true }).value;
  }
  if ("secret" in reference) {
    const { secretString } = new DataAwsSecretsmanagerSecretVersion(scope, id, { secretId: reference.secret });
    return reference.key === undefined
      ? secretString
      : Token.asString(Fn.lookupNested(Fn.jsondecode(secretString), [literal(reference.key)]));
  }
  if ("variable" in reference) return variable(scope, reference.variable);
  throw literalSecret(scope.node.path, what);
}

// The variable is a child of the stack: there, the ID of the construct is the name of the variable.
function variable(scope: Construct, name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw badVariable(scope.node.path, name);
  const stack = TerraformStack.of(scope);
  const known = stack.node.tryFindChild(name);
  const declared =
    known instanceof TerraformVariable
      ? known
      : new TerraformVariable(stack, name, { type: "string", sensitive: true });
  return declared.stringValue;
}
