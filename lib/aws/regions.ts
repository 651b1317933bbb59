/**
 * Codes of every Region that AWS has, in all partitions. AWS adds about two a year, so a code that is not in the
 * list is doubtful, not wrong.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const regions = {
  /** The date of the list of partitions in AWS's SDK (botocore 1.44.8) that this one repeats. */
  asOf: "2026-11-20",
  codes: [
    ..."us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1 sa-west-1".split(" "),
    ..."eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3".split(" "),
    ..."ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 ap-northeast-3".split(" "),
    ..."ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6".split(" "),
    ..."ap-southeast-7 af-south-1 il-central-1 me-central-1 me-south-1 me-west-1".split(" "),
    ..."cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 eusc-de-east-1".split(" "),
    ..."us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 us-isof-east-1 us-isof-south-1 eu-isoe-west-1".split(
      " ",
    ),
  ] as readonly string[],
} as const;

/** Whether AWS has a Region of this code, as far as {@link regions} knows. */
export function isRegion(code: string): boolean {
  return regions.codes.includes(code);
}
