import { readArn } from "../aws";
import { isStandIn } from "../terraform";

/** Where a call of AWS has to be made; undefined: the template does not say, and that of the caller counts. */
export interface AwsPlace {
  readonly region: string | undefined;
  readonly account: string | undefined;
}

/**
 * @param place see `MetricKey.place`; undefined: the template has one place only
 * @param arn of something in that place
 */
export function placeOf(place: string | undefined, arn: string): AwsPlace {
  const [account, region] =
    place === undefined ? fromArn(arn) : place.includes("/") ? place.split("/") : [undefined, place];
  return {
    region: region !== undefined && regionShape.test(region) ? region : undefined,
    account: account === undefined || !/^\d{12}$/.test(account) || isStandIn(account) ? undefined : account,
  };
}

/** A Region that AWS may have, as opposed to words that stand for one. */
const regionShape = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

function fromArn(arn: string): readonly (string | undefined)[] {
  const { account, region } = readArn(arn) ?? {};
  return [account, region];
}
