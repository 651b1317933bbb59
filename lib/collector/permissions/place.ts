import { arnOf, partitionOfRegion } from "../../aws";

/** Where a collector runs. Each part may be a reference of Terraform. */
export interface CollectorPlace {
  readonly account: string;
  readonly region: string;

  /** @default - that of the Region */
  readonly partition?: string;

  /**
   * Whether the collector makes the log groups that are not there.
   *
   * @default false
   */
  readonly makesLogGroups?: boolean;
}

/** The ARN of something in the account: in the collector's Region, unless another is given. */
export function arnIn(place: CollectorPlace, service: string, resource: string, region = place.region): string {
  const { account } = place;
  return arnOf({ partition: partitionIn(place), service, region, account, resource });
}

/** The ARN of something whose name is unique everywhere: a bucket. */
export function globalArn(place: CollectorPlace, service: string, resource: string): string {
  return arnOf({ partition: partitionIn(place), service, region: "", account: "", resource });
}

function partitionIn({ partition, region }: CollectorPlace): string {
  return partition ?? partitionOfRegion(region);
}
