import { Op, TerraformSelf, Token } from "cdktf";

/**
 * The condition that a service runs on a revision once Terraform has waited for it. Without it the provider reports success when ECS went back.
 *
 * @param service for people: what did not start
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/20858
 */
export function isOnNewRevision({ arn }: { readonly arn: string }, service: string) {
  return {
    condition: Token.asString(Op.eq(TerraformSelf.getString("task_definition"), arn)),
    errorMessage: `ECS went back to the previous revision of ${service}: tasks of the new one do not start. Their logs, and the events of the service, say why.`,
  };
}
