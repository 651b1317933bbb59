import * as fc from "fast-check";
import { arnOf, dnsSuffixOfPartition, lastNameIn, partitionOfRegion, readArn, topicArnShape } from "../../lib/aws/arn";

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
  const partitions = {
    "eu-central-1": "aws",
    "cn-north-1": "aws-cn",
    "us-gov-west-1": "aws-us-gov",
    "us-iso-east-1": "aws-iso",
    "us-isob-east-1": "aws-iso-b",
    "eu-isoe-west-1": "aws-iso-e",
    "us-isof-south-1": "aws-iso-f",
    "eusc-de-east-1": "aws-eusc",
  };
  expect(Object.keys(partitions).map(partitionOfRegion)).toEqual(Object.values(partitions));
  expect(dnsSuffixOfPartition("aws-eusc")).toBe("amazonaws.eu");
  expect(dnsSuffixOfPartition("aws-cn")).toBe("amazonaws.com.cn");
  expect(dnsSuffixOfPartition("aws-us-gov")).toBe("amazonaws.com");
});

test.each([
  ["arn:aws:sns:eu-central-1:111122223333:ops-pager_1", true],
  ["arn:aws-cn:sns:cn-north-1:111122223333:pager.fifo", true],
  ["arn:aws:sns:eu-central-1:111122223333:pager ", false],
  ["arn:aws:sns:eu-central-1:111122223333:pager:6b0e71bd-7e97-4d97-80ce-4a0994e55286", false],
  ["arn:aws:sns::111122223333:pager", false],
  ["arn:aws:sns:eu-central-1:111122223333:${aws_sns_topic.pager.name}", false],
  ["arn:aws:sqs:eu-central-1:111122223333:pager", false],
])("%s is the ARN of a topic: %s", (text, isTopic) => expect(topicArnShape.test(text)).toBe(isTopic));
