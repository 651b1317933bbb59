import * as fc from "fast-check";
import { arnOf, dnsSuffixOfPartition, lastNameIn, partitionOfRegion, readArn } from "../../lib/aws/arn";

test("reads the parts of an ARN; the resource keeps its colons", () => {
  expect(readArn("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop:slow")).toEqual({
    partition: "aws",
    service: "cloudwatch",
    region: "eu-central-1",
    account: "111122223333",
    resource: "alarm:shop:slow",
  });
  expect(readArn("arn:aws:s3:::bucket")).toEqual({
    partition: "aws",
    service: "s3",
    region: "",
    account: "",
    resource: "bucket",
  });
});

test.each(["", "orders", "arn:aws:sns", "arn:aws:sns:eu-central-1:111122223333", "urn:a:b:c:d:e", "function:notify"])(
  "%j is not an ARN",
  (text) => expect(readArn(text)).toBeUndefined(),
);

test("readArn reads what arnOf writes", () => {
  const part = fc.stringMatching(/^[a-z0-9*-]{0,12}$/);
  const arns = fc.record({
    partition: part,
    service: part,
    region: part,
    account: part,
    resource: fc.stringMatching(/^[A-Za-z0-9:/_.*-]{0,20}$/),
  });
  fc.assert(fc.property(arns, (arn) => expect(readArn(arnOf(arn))).toEqual(arn)));
});

test("the last name follows the last colon or slash", () => {
  expect(
    ["arn:aws:sqs:eu-west-1:1:orders", "arn:aws:lambda:eu-west-1:1:function:notify", "deliverystream/logs", "page"].map(
      lastNameIn,
    ),
  ).toEqual(["orders", "notify", "logs", "page"]);
});

test("each Region belongs to a partition, and each partition has a DNS suffix", () => {
  const regions = ["eu-central-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1"];
  expect(regions.map(partitionOfRegion)).toEqual(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"]);
  expect(dnsSuffixOfPartition("aws-cn")).toBe("amazonaws.com.cn");
  expect(dnsSuffixOfPartition("aws-us-gov")).toBe("amazonaws.com");
});
