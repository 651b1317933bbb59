import { collectorEndpoints, vpcEndpointName, vpcEndpoints, type VpcEndpointService } from "../../lib/aws";

const services = Object.keys(vpcEndpoints) as VpcEndpointService[];

test("endpoints are named by Region and service, in China by the service's own rule", () => {
  expect(vpcEndpointName("logs", "eu-central-1")).toBe("com.amazonaws.eu-central-1.logs");
  expect(vpcEndpointName("logs", "cn-north-1")).toBe("com.amazonaws.cn-north-1.logs");
  expect(vpcEndpointName("ecr.dkr", "cn-north-1")).toBe("cn.com.amazonaws.cn-north-1.ecr.dkr");
  expect(vpcEndpointName("aps-workspaces", "cn-north-1")).toBeUndefined();
  expect(vpcEndpointName("xray", "${data.aws_region.Here.id}")).toBe("com.amazonaws.${data.aws_region.Here.id}.xray");
});

test("only S3 is a route", () => {
  expect(services.filter((service) => vpcEndpoints[service].kind === "gateway")).toEqual(["s3"]);
});

test("an image of Amazon ECR can be pulled where a collector's endpoints are", () => {
  expect(collectorEndpoints).toEqual(expect.arrayContaining(["ecr.api", "ecr.dkr", "s3", "logs"]));
});
