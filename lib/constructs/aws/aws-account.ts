import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";

/** Where a stack is deployed. Parts that are not given are read from AWS, once per stack. */
export interface AwsAccountProps {
  /**
   * ID of the account.
   *
   * @default - read with the data source aws_caller_identity
   */
  readonly account?: string;

  /**
   * Region.
   *
   * @default - the Region of the provider, read with the data source aws_region
   */
  readonly region?: string;

  /**
   * Partition: aws, aws-cn, aws-us-gov.
   *
   * @default - read with the data source aws_partition
   */
  readonly partition?: string;
}

/** {@link AwsAccountProps} with every part filled in, some of them tokens. */
export interface AwsAccount {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** The account, with data sources for what is not given. Each is created once per stack, as a child of the stack. */
export function awsAccount(scope: Construct, props: AwsAccountProps): AwsAccount {
  return {
    account:
      props.account ?? once(scope, "CallerIdentity", (stack, id) => new DataAwsCallerIdentity(stack, id)).accountId,
    region: awsRegion(scope, props),
    partition: props.partition ?? once(scope, "Partition", (stack, id) => new DataAwsPartition(stack, id)).partition,
  };
}

/** The Region, with a data source if it is not given. */
export function awsRegion(scope: Construct, { region }: Pick<AwsAccountProps, "region">): string {
  // Version 5 of the provider has `name`, version 6 deprecates it for `region`; both have `id`, with the same value.
  return region ?? once(scope, "Region", (stack, id) => new DataAwsRegion(stack, id)).id;
}

function once<Source extends Construct>(
  scope: Construct,
  name: string,
  make: (stack: TerraformStack, id: string) => Source,
): Source {
  const stack = TerraformStack.of(scope);
  const id = `Aws${name}`;
  return (stack.node.tryFindChild(id) as Source | undefined) ?? make(stack, id);
}
