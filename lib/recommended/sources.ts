/** Address of AWS's recommended alarms of a service, by the anchor of its part of the page. */
export function awsRecommends(anchor: string): string {
  return `https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#${anchor}`;
}
