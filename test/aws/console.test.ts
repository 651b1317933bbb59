import { cloudWatchConsole } from "../../lib/aws";

test.each([
  ["eu-central-1", "https://console.aws.amazon.com/cloudwatch/home?region=eu-central-1"],
  ["us-gov-west-1", "https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1"],
  ["cn-north-1", "https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1"],
])("the console of %s is that of its partition", (region, url) => {
  expect(cloudWatchConsole(region)).toBe(url);
});
