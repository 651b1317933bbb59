import { own } from "../base";
import { partitionOfRegion } from "./arn";

/**
 * CloudWatch's console in a Region, up to the `#` of its pages. GovCloud (US) and China have consoles of their own.
 *
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/getting-started-sign-in.html
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
 */
export function cloudWatchConsole(region: string): string {
  const host = own(hosts, partitionOfRegion(region)) ?? "console.aws.amazon.com";
  return `https://${host}/cloudwatch/home?region=${region}`;
}

const hosts: Readonly<Record<string, string>> = {
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};
