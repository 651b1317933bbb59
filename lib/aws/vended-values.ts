import { own } from "../base";

/** The values that one sample of a metric can have. */
export interface SampleValues {
  readonly lowest: number;
  readonly highest: number;
}

const flag: SampleValues = { lowest: 0, highest: 1 };
const one: SampleValues = { lowest: 1, highest: 1 };

/**
 * Metrics of which AWS says what a sample is: a flag for each check or request, so that an average is a share from 0 to 1; or always 1,
 * so that only sums and numbers of samples tell anything.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
 */
const samples: Readonly<Record<string, SampleValues>> = {
  "AWS/EC2 StatusCheckFailed": flag,
  "AWS/EC2 StatusCheckFailed_Instance": flag,
  "AWS/EC2 StatusCheckFailed_System": flag,
  "AWS/EC2 StatusCheckFailed_AttachedEBS": flag,
  "AWS/S3 4xxErrors": flag,
  "AWS/S3 5xxErrors": flag,
  "AWS/ApiGateway 4XXError": flag,
  "AWS/ApiGateway 5XXError": flag,
  "AWS/Route53 HealthCheckStatus": flag,
  "AWS/ES ClusterStatus.red": flag,
  "AWS/ES ClusterStatus.yellow": flag,
  "AWS/ES ClusterIndexWritesBlocked": flag,
  "AWS/ApplicationELB HTTPCode_ELB_4XX_Count": one,
  "AWS/ApplicationELB HTTPCode_ELB_5XX_Count": one,
  "AWS/ApplicationELB HTTPCode_Target_2XX_Count": one,
  "AWS/ApplicationELB HTTPCode_Target_3XX_Count": one,
  "AWS/ApplicationELB HTTPCode_Target_4XX_Count": one,
  "AWS/ApplicationELB HTTPCode_Target_5XX_Count": one,
};

/** The values of one sample of a metric that AWS publishes; undefined where AWS does not say. */
export function sampleValues(namespace: string, name: string): SampleValues | undefined {
  return own(samples, `${namespace} ${name}`);
}
