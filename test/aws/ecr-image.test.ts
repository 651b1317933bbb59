import { readEcrImage } from "../../lib/aws";

const digest = `@sha256:${"0".repeat(64)}`;

test.each([
  `111122223333.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/otel${digest}`,
  `111122223333.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/otel:1.0`,
  `111122223333.dkr.ecr-fips.eu-central-1.amazonaws.com/docker-hub/otel`,
  `111122223333.dkr-ecr.eu-central-1.on.aws/docker-hub/otel${digest}`,
])("%s is in Amazon ECR", (image) => {
  expect(readEcrImage(image)).toEqual({
    account: "111122223333",
    region: "eu-central-1",
    repository: "docker-hub/otel",
  });
});

test.each([
  `otel/opentelemetry-collector-contrib${digest}`,
  `public.ecr.aws/otel/collector${digest}`,
  `example.com/111122223333.dkr.ecr.eu-central-1.amazonaws.com/otel${digest}`,
  `111122223333.dkr.ecr.eu-central-1.amazonaws.com.example.com/otel${digest}`,
])("%s is elsewhere", (image) => {
  expect(readEcrImage(image)).toBeUndefined();
});
